package io.holdfast.web.client;

/** What was taken is not there yet. @param again where it is asked for once more */
public record TakenView(String again) {}
