package io.holdfast.web.professional;

/** @param address Google's page, where somebody consents that a calendar of theirs is read */
public record GoogleView(String address) {}
