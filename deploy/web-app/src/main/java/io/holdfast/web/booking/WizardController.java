package io.holdfast.web.booking;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Offering;
import io.holdfast.web.api.Professional;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /book/{offering}}: with whom and how long. Only what is a choice is asked. */
@Controller
@OpenToAll
class WizardController {

    private final CatalogueApi catalogue;

    WizardController(CatalogueApi catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * @param professional who was chosen on this page: an id, or {@value Where#ANYONE}
     * @param tz           IANA, in which times are to be shown
     */
    @GetMapping({"/book/{offering}", Page.EMBEDDED + "{offering}"})
    View choose(
            Page page,
            @PathVariable("offering") String offeringId,
            @RequestParam(required = false) @Nullable String professional,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable String tz) {
        Offering offering = catalogue.offering(offeringId);
        if (!offering.active() || !offering.bookable()) {
            throw new NotThere();
        }
        int minutes = duration != null && offering.durations().contains(duration) ? duration : DefaultDuration.of(offering);
        ZoneId zone = IanaZones.find(tz).orElse(null);
        if (professional != null) {
            return Redirect.to(new Links(offeringId, professional, minutes, zone).on(page).times());
        }
        List<Professional> professionals = offering.isMatched() ? List.of() : catalogue.professionals(offeringId);
        if (offering.isMatched()) {
            return Redirect.to(new Links(offeringId, Where.ANYONE, minutes, zone).on(page).times());
        }
        if (professionals.size() == 1) {
            return Redirect.to(new Links(offeringId, professionals.getFirst().id(), minutes, zone).on(page).times());
        }
        return Html.of(page, "booking/choice", view(page, offering, professionals, minutes, zone));
    }

    private static ChoiceView view(
            Page page, Offering offering, List<Professional> professionals, int minutes, @Nullable ZoneId zone) {
        boolean samePrice = offering.priceOf(minutes) != null;
        List<ChoiceView.Duration> durations = offering.durations().size() < 2 || !samePrice
                ? List.of()
                : offering.durations().stream()
                        .sorted()
                        .map(length -> new ChoiceView.Duration(
                                length, Costs.of(page, Objects.requireNonNull(offering.priceOf(length))), length == minutes))
                        .toList();
        return new ChoiceView(
                OfferingCard.of(page, offering),
                new Links(offering.id(), Where.ANYONE, minutes, zone).on(page).choice(),
                zone == null ? null : zone.getId(),
                durations,
                professionals.stream().map(professional -> ProfessionalCard.of(page, professional)).toList(),
                samePrice && !professionals.isEmpty() ? OfferingCard.price(page, offering) : null,
                Sentences.cancellation(page, offering));
    }
}
