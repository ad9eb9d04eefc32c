package io.holdfast.testsupport.architecture.seeded.web;

import io.holdfast.testsupport.architecture.seeded.persistence.MongoThings;

/** Seeded: a controller that goes around the use cases. */
public class HastyController {

    public MongoThings things() {
        return new MongoThings();
    }

    /** Seeded: a saga where nobody looks for one. */
    public static class StraySaga {}
}
