package io.holdfast.testsupport.architecture.seeded.application;

import io.holdfast.testsupport.architecture.seeded.persistence.MongoThings;

/** Seeded: a use case that names its adapter. */
public class LeakyUseCase {

    public MongoThings things() {
        return new MongoThings();
    }
}
