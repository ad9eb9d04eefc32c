package io.holdfast.booking.domain.booking;

/**
 * What a client answered to a question of the offering.
 *
 * @param name     of its field
 * @param question in the words in which it was asked; its name where they were not kept
 */
public record IntakeAnswer(String name, String question, String answer) {}
