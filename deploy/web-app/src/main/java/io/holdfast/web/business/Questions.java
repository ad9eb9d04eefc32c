package io.holdfast.web.business;

import java.util.Map;
import java.util.stream.Collectors;

import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Offering;
import org.springframework.stereotype.Component;

/** What the answers of a booking answer: it keeps them by the questions' names, whose words are the offering's. */
@Component
public final class Questions {

    private final CatalogueApi catalogue;

    Questions(CatalogueApi catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * By their names, as they are asked today; empty where the booking has their words itself, where nothing was answered, or the
     * offering is no more.
     */
    public Map<String, String> of(Booking booking) {
        if (booking.intake().isEmpty() || booking.answers() != null) {
            return Map.of();
        }
        try {
            return catalogue.offering(booking.offering().id()).intakeFields().stream()
                    .collect(Collectors.toMap(Offering.Question::name, Offering.Question::label));
        } catch (ApiProblem problem) {
            if (!problem.isNotFound()) {
                throw problem;
            }
            return Map.of();
        }
    }
}
