package io.holdfast.web.professional;

import java.util.List;

import io.holdfast.web.page.Form;

/**
 * Time that is kept for something else.
 *
 * @param conflicts what is in the way of what was typed; empty where nothing is
 * @param key       of the request: a second click is the same one
 */
public record TimeOffView(List<Row> rows, String zone, List<ScheduleView.Obstacle> conflicts, String key, Form form) {

    public record Row(String id, String when, String note) {}
}
