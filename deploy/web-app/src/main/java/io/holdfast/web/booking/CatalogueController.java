package io.holdfast.web.booking;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Day;
import io.holdfast.web.api.Money;
import io.holdfast.web.api.Offering;
import io.holdfast.web.api.Professional;
import io.holdfast.web.booking.OfferingView.DurationPrice;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** What is offered and by whom: {@code /}, {@code /p/{professional}}, {@code /o/{offering}}. */
@Controller
@OpenToAll
class CatalogueController {

    private final CatalogueApi catalogue;
    private final FreeTimes times;

    CatalogueController(CatalogueApi catalogue, FreeTimes times) {
        this.catalogue = catalogue;
        this.times = times;
    }

    @GetMapping("/")
    View home(Page page) {
        List<OfferingCard> offerings = bookable().map(offering -> OfferingCard.of(page, offering)).toList();
        List<ProfessionalCard> professionals =
                catalogue.professionals(null).stream().map(professional -> ProfessionalCard.of(page, professional)).toList();
        return Html.of(page, "booking/home", new HomeView(offerings, professionals));
    }

    @GetMapping("/p/{id}")
    View professional(Page page, @PathVariable String id) {
        Professional professional = catalogue.professional(id);
        List<Offering> offerings = bookable().filter(offering -> professional.offeringIds().contains(offering.id())).toList();
        Offering first = offerings.stream().filter(offering -> !offering.isMatched()).findFirst().orElse(null);
        return Html.of(page, "booking/professional", new ProfessionalView(
                ProfessionalCard.of(page, professional),
                professional.about() == null ? List.of() : professional.about().lines().filter(line -> !line.isBlank()).toList(),
                professional.languages() == null
                        ? List.of()
                        : professional.languages().stream().map(tag -> Locale.forLanguageTag(tag).getDisplayName(page.locale())).toList(),
                offerings.stream().map(offering -> OfferingCard.of(page, offering)).toList(),
                first == null ? null : firstFree(page, first, id, professional.zone()),
                first == null ? null : "/book/" + first.id() + "/" + id));
    }

    @GetMapping("/o/{id}")
    View offering(Page page, @PathVariable String id) {
        Offering offering = catalogue.offering(id);
        if (!offering.active()) {
            throw new NotThere();
        }
        List<Professional> professionals = catalogue.professionals(id);
        boolean anyone = !offering.isMatched() && offering.priceOf(offering.durations().getFirst()) != null && !professionals.isEmpty();
        return Html.of(page, "booking/offering", new OfferingView(
                OfferingCard.of(page, offering),
                offering.durations().stream().sorted().flatMap(minutes -> priceOf(page, offering, minutes)).toList(),
                professionals.stream().map(professional -> ProfessionalCard.of(page, professional)).toList(),
                Sentences.cancellation(page, offering),
                Sentences.preparation(page, offering),
                anyone ? firstFree(page, offering, null, professionals.getFirst().zone()) : null));
    }

    private Stream<Offering> bookable() {
        return catalogue.offerings().stream().filter(Offering::active).filter(Offering::bookable);
    }

    private static Stream<DurationPrice> priceOf(Page page, Offering offering, int minutes) {
        Money price = offering.priceOf(minutes);
        return price == null
                ? Stream.empty()
                : Stream.of(new DurationPrice(minutes, price.isZero() ? page.text("booking.price.free") : page.price(price)));
    }

    /** In the reader's zone where the browser has said it, else in the professional's. */
    private @Nullable String firstFree(Page page, Offering offering, @Nullable String professional, String zone) {
        YearMonth month = YearMonth.from(page.now().atOffset(ZoneOffset.UTC));
        Optional<Day.Slot> slot =
                times.first(new Where(offering.id(), professional), month, DefaultDuration.of(offering));
        return slot.map(first -> page.timesOrIn(zone).moment(first.start())).orElse(null);
    }
}
