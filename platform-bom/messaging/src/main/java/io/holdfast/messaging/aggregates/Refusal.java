package io.holdfast.messaging.aggregates;

/** Why an aggregate does not do what somebody asked of it. Each domain has its own. */
public interface Refusal {

    /** A sentence for whoever asked. */
    String why();
}
