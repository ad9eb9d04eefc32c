package io.holdfast.testsupport.architecture.seeded.persistence;

/** Seeded: something that only use cases may reach. */
public class MongoThings {}
