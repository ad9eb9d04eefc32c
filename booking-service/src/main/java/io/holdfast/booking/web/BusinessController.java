package io.holdfast.booking.web;

import java.util.List;

import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.application.BusinessSettings;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.PhoneSettings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a business says of itself, to everybody. */
@RestController
class BusinessController {

    private final BookingSettings bookings;
    private final BusinessSettings businesses;
    private final PhoneSettings phones;

    BusinessController(BookingSettings bookings, BusinessSettings businesses, PhoneSettings phones) {
        this.bookings = bookings;
        this.businesses = businesses;
        this.phones = phones;
    }

    /**
     * @param name         as receipts have it
     * @param zone         where its days and months begin, IANA
     * @param currency     of its prices and sums, ISO 4217
     * @param country      whose national telephone numbers it understands, ISO 3166
     * @param languages    that its pages and messages are written in, BCP 47; the first is its own
     * @param supportEmail whom people ask
     */
    record BusinessResponse(
            String name, String zone, String currency, String country, List<String> languages, String supportEmail) {}

    /** The business of the token, of the header {@code Holdfast-Tenant}, or the public one. */
    @OpenToAll
    @GetMapping("/api/v1/business")
    BusinessResponse business(Caller caller) {
        String tenant = caller.tenantId();
        return new BusinessResponse(
                // What else stands there is for the law.
                bookings.sellerOf(tenant).lines().findFirst().orElse("").strip(),
                bookings.zoneOf(tenant).getId(),
                bookings.currencyOf(tenant),
                phones.countryOf(tenant),
                businesses.languagesOf(tenant),
                businesses.supportOf(tenant));
    }
}
