package io.holdfast.defaults.health;

import java.util.List;
import java.util.Map;

import io.holdfast.defaults.health.HealthPart.Status;

/** The parts of a service whose state is measured, all looked at together. */
public interface PartLooks {

    List<String> names();

    /** By name; takes {@link ServiceHealth#PATIENCE} at most. */
    Map<String, Status> look() throws InterruptedException;
}
