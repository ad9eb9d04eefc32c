package io.holdfast.testsupport.architecture.seeded.domain;

import java.time.Instant;

import org.springframework.stereotype.Component;

/** Seeded: a domain class that knows a framework and reads the wall clock. */
@Component
public class ImpureDomain {

    public Instant decidedAt() {
        return Instant.now();
    }
}
