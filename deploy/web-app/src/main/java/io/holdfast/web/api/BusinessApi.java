package io.holdfast.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What only the business does with a booking: its professional, and admins. */
@HttpExchange("/api/v1/bookings/{id}")
public interface BusinessApi {

    @PostExchange("/confirm")
    Booking confirm(@PathVariable String id);

    @PostExchange("/decline")
    Booking decline(@PathVariable String id, @RequestBody BookingsApi.Reason body);

    /** The client did not come. */
    @PostExchange("/no-show")
    Booking noShow(@PathVariable String id, @RequestBody Attendance body);

    /** It took place. */
    @PostExchange("/complete")
    Booking complete(@PathVariable String id, @RequestBody Attendance body);

    @PostExchange("/cancel")
    Booking cancel(@PathVariable String id, @RequestBody Cancel body);

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attendance(@Nullable String reason) {}

    /** @param refundPercentage 0 to 100, only by admins; null for what the policy says */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cancel(String reason, @Nullable Integer refundPercentage) {}
}
