package io.holdfast.matching.domain;

/** As a professional says it of themselves, for clients who may say whom they let into their home. */
public enum Gender {
    FEMALE,
    MALE,
    OTHER
}
