package io.holdfast.web.admin;

import java.util.List;

/**
 * A month at a glance.
 *
 * @param steps   what a new tenant does first; empty once there are bookings
 * @param waiting what somebody should look at; empty where nothing is
 */
public record OverviewView(String month, String earlier, String later, List<Step> steps, List<Waiting> waiting, List<Figure> figures) {

    public record Step(String address, String text, boolean isDone) {}

    public record Waiting(String address, String icon, String text) {}

    public record Figure(String name, String value) {}
}
