package io.holdfast.defaults.imports;

/**
 * That a service answers about rows of imports: a bean of each that does.
 *
 * @param eventType as which it says so, such as {@code import.schedules-answered.v1}
 */
public record ImportAnswering(String eventType) {}
