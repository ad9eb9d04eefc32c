package io.holdfast.defaults.architecture.seeded.domain;

import io.holdfast.messaging.aggregates.Decision;

/** Seeded: what decides and can be changed behind its own back. */
public class Fickle {

    public Decision<Fickle, String> decide() {
        return Decision.unchanged(this, "it changes itself");
    }
}
