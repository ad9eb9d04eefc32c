package io.holdfast.web.page;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in words for people.
 *
 * @param kind  which texts: {@code problem.<kind>.title} and {@code problem.<kind>.text}
 * @param pause when to try again, in seconds; 0 where that is not known
 * @param retry what to ask for again; null where that would not help
 */
public record ProblemView(String kind, int status, long pause, @Nullable String retry) {}
