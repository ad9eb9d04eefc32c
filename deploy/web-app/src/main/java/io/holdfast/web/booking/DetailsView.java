package io.holdfast.web.booking;

import java.util.List;

import io.holdfast.web.api.Offering;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Steps;
import org.jspecify.annotations.Nullable;

/**
 * Who comes, and everything once more before it is asked for.
 *
 * @param start        as the form sends it
 * @param key          of the request: a second click is the same one
 * @param when         in the reader's zone
 * @param whenThere    the same in the professional's, where its clocks show something else; else null
 * @param cost         minor units that the reader was told
 * @param questions    of the offering
 * @param address      whether somebody comes to them
 * @param wishes       whom one may wish for, where somebody is found; empty where nobody is
 * @param guest        whether they have to say who they are
 * @param wrongRole    whether they are signed in as somebody who does not book
 * @param button       what happens
 * @param alternatives free times, where the one that was wanted is gone
 */
public record DetailsView(
        OfferingCard offering,
        @Nullable ProfessionalCard professional,
        Steps steps,
        String back,
        String action,
        String start,
        int duration,
        String zone,
        String key,
        String when,
        @Nullable String whenThere,
        String price,
        long cost,
        String policy,
        @Nullable String preparation,
        List<Offering.Question> questions,
        boolean address,
        List<ProfessionalCard> wishes,
        boolean guest,
        boolean wrongRole,
        String phoneExample,
        String button,
        String hold,
        Form form,
        List<Alternative> alternatives) {

    /** @param start as the form sends it */
    public record Alternative(String start, String label) {}
}
