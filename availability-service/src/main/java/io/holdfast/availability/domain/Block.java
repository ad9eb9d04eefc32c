package io.holdfast.availability.domain;

/**
 * Time on one date that a professional keeps for something else. What spans several dates is a block on each, all with
 * the same id.
 *
 * @param note for the professional's own eyes; may be empty
 */
public record Block(String id, Slot slot, String note) {}
