package io.holdfast.web.booking;

/**
 * The old time and the new one, before a booking is moved.
 *
 * @param another whether somebody else provides it then
 * @param start   as the form sends it
 * @param whose   id of the professional, as the form sends it
 * @param key     of the request: a second click is the same one
 */
public record RescheduleConfirmView(
        String id,
        String number,
        String what,
        String oldWhen,
        String oldProfessional,
        String newWhen,
        String newProfessional,
        boolean another,
        String back,
        String start,
        String whose,
        String zone,
        String key) {}
