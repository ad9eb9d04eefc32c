package io.holdfast.web.booking;

import java.util.List;

import io.holdfast.web.api.Offering;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a day that is full.
 *
 * @param professional null for whoever is free
 * @param zone         in which offers are told, as the form sends it
 * @param key          of the request: a second click is the same one
 * @param first        date that can be waited for, ISO 8601
 * @param days         zone in which the date is meant, as it is called
 * @param guest        whether they have to say who they are
 * @param wrongRole    whether they are signed in as somebody who does not book
 */
public record WaitlistView(
        OfferingCard offering,
        @Nullable ProfessionalCard professional,
        String back,
        String action,
        int duration,
        String zone,
        String key,
        String first,
        String last,
        String days,
        String price,
        List<Offering.Question> questions,
        boolean guest,
        boolean wrongRole,
        String phoneExample,
        Form form) {}
