package io.holdfast.booking.offerings;

import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.Offerings;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be booked, for everybody. */
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
    Paged<OfferingResponse> list(Caller caller, Paging paging) {
        var all = offerings.active(new TenantId(caller.tenantId())).stream()
                .filter(views::isBookable)
                .map(views::of)
                .toList();
        return Paged.cut(all, paging);
    }

    /** One that is there, also when it cannot be booked yet; {@code bookable} says which. */
    @GetMapping("/{id}")
    OfferingResponse find(Caller caller, @PathVariable String id) {
        return offerings
                .find(new TenantId(caller.tenantId()), new OfferingId(id))
                .filter(Offering::active)
                .map(views::of)
                .orElseThrow(() -> Problem.notFound("offering"));
    }
}
