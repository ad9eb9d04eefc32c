package io.holdfast.web.demo;

/** The platform's time, and how far it is ahead of the world's. */
public record ClockView(String now, long days, long hours, long minutes) {}
