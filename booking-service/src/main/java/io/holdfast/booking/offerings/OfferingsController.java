package io.holdfast.booking.offerings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.Offerings;
import io.holdfast.defaults.Languages;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What can be booked, for everybody, in the language that they read: the closest there is to what {@code Accept-Language}
 * asks for, else the offering's own. {@code Content-Language} says which.
 */
@RestController
@RequestMapping("/api/v1/offerings")
@OpenToAll
class OfferingsController {

    private final Offerings offerings;
    private final OfferingViews views;

    OfferingsController(Offerings offerings, OfferingViews views) {
        this.offerings = offerings;
        this.views = views;
    }

    /** Those that can be booked now. */
    @GetMapping
    ResponseEntity<Paged<OfferingResponse>> list(
            Caller caller,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable List<String> languages,
            Paging paging) {
        var all = offerings.active(new TenantId(caller.tenantId())).stream()
                .filter(views::isBookable)
                .toList();
        Paged<OfferingResponse> page = Paged.cut(all, paging).map(offering -> views.of(read(offering, languages)));
        return in(page.items().stream().map(OfferingResponse::language)).body(page);
    }

    /** One that is there, also when it cannot be booked yet; {@code bookable} says which. */
    @GetMapping("/{id}")
    ResponseEntity<OfferingResponse> find(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable List<String> languages) {
        OfferingResponse found = offerings
                .find(new TenantId(caller.tenantId()), new OfferingId(id))
                .filter(Offering::active)
                .map(offering -> views.of(read(offering, languages)))
                .orElseThrow(() -> Problem.notFound("offering"));
        return in(Stream.of(found.language())).body(found);
    }

    private static Offering read(Offering offering, @Nullable List<String> languages) {
        var there = new ArrayList<>(offering.texts().keySet());
        there.sort(Comparator.naturalOrder());
        // Its own first: of several that are as close it is the one.
        there.addFirst(offering.language());
        return Languages.preferred(languages == null ? null : String.join(",", languages), there)
                .map(offering::in)
                .orElse(offering);
    }

    private static ResponseEntity.BodyBuilder in(Stream<String> languages) {
        var answer = ResponseEntity.ok().varyBy(HttpHeaders.ACCEPT_LANGUAGE);
        String all = languages.distinct().collect(Collectors.joining(", "));
        return all.isEmpty() ? answer : answer.header(HttpHeaders.CONTENT_LANGUAGE, all);
    }
}
