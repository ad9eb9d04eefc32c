package io.holdfast.matching.domain.match;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One proposal as it is remembered of a professional.
 *
 * @param status     as far as it has come
 * @param answeredAt null while and when they did not answer
 */
public record AskedBefore(String proposalId, Instant at, ProposalStatus status, @Nullable Instant answeredAt) {}
