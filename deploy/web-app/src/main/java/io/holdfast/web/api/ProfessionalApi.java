package io.holdfast.web.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;
import tools.jackson.databind.node.ObjectNode;

/** What a professional has of their own: profile, agenda, schedule, time off, proposals. */
@HttpExchange("/api/v1/professionals/me")
public interface ProfessionalApi {

    /** The most days that an agenda is told of at once. */
    int MOST_DAYS = 92;

    @GetExchange
    Profile profile();

    /** As it is written, with everything that a form does not show: it is sent back as it was read. */
    @GetExchange
    ObjectNode written();

    @PutExchange
    Profile describe(@RequestBody ObjectNode profile);

    /** @throws ApiProblem 422 {@code picture-unreadable, picture-dimensions}; 413 where it has too many bytes */
    @PutExchange("/avatar")
    void picture(@RequestBody byte[] file, @RequestHeader("Content-Type") String type);

    @DeleteExchange("/avatar")
    void removePicture();

    /** @param to the last date, inclusive; both in the professional's zone */
    @GetExchange("/agenda")
    Agenda agenda(@RequestParam LocalDate from, @RequestParam LocalDate to);

    @GetExchange("/schedule")
    Schedule schedule();

    /** @throws ApiProblem 409 with the bookings that would be outside the hours; 400 for each field that is wrong */
    @PutExchange("/schedule")
    Schedule change(@RequestBody Schedule body);

    /** What clients would see with hours that are not saved, from today on. @throws ApiProblem 400 as {@link #change} */
    @PostExchange("/schedule/preview")
    Preview preview(@RequestBody Schedule body, @RequestParam String offeringId, @RequestParam int days);

    /** What is not over, the earliest first. */
    @GetExchange("/blocks")
    Listed<Block> blocks(@RequestParam int page, @RequestParam int limit);

    @PostExchange("/blocks")
    Block block(@RequestBody NewBlock body, @RequestHeader("Idempotency-Key") String key);

    @DeleteExchange("/blocks/{id}")
    void unblock(@PathVariable String id);

    @GetExchange("/proposals")
    Listed<Proposal> proposals(@RequestParam String status, @RequestParam int page, @RequestParam int limit);

    @PostExchange(url = "/proposals/{id}/accept", headers = "Prefer=" + BookingsApi.WAIT)
    Proposal accept(@PathVariable String id);

    @PostExchange("/proposals/{id}/decline")
    Proposal decline(@PathVariable String id, @RequestBody BusinessApi.Attendance body);

    /**
     * @param zone        IANA, that of the schedule
     * @param offeringIds what they can be booked for
     */
    record Profile(String id, String displayName, String zone, List<String> offeringIds) {}

    /** @param duration minutes */
    record Preview(String zone, int duration, List<PreviewDay> days) {}

    record PreviewDay(LocalDate date, List<Day.Slot> slots) {}

    /**
     * @param zone IANA, in which the days are meant
     * @param busy what other calendars have
     */
    record Agenda(String zone, List<Reservation> reservations, List<Block> blocks, @Nullable List<Busy> busy) {

        public List<Busy> busyOrNone() {
            return busy == null ? List.of() : busy;
        }
    }

    /** @param name the calendar's; null once it was removed */
    record Busy(String calendarId, @Nullable String name, Instant start, Instant end) {}

    /** @param status {@code OFFERED, HELD, BOOKED} and others that are over */
    record Reservation(String bookingId, String status, @Nullable Named offering, Instant start, Instant end) {

        /** Whether they are only asked, as are others. */
        public boolean isOffered() {
            return status.equals("OFFERED");
        }
    }

    record Named(String id, @Nullable String name) {}

    record Block(String id, Instant start, Instant end, @Nullable String note) {}

    record NewBlock(Instant start, Instant end, String note) {}

    /**
     * A schedule, whole when it is read; when it is sent, what is null stays as it is.
     *
     * @param slotStep    minutes
     * @param weeklyHours by the English name of the day in capitals
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Schedule(
            String zone,
            int slotStep,
            Map<String, Hours> weeklyHours,
            List<Break> breaks,
            List<DateOverride> overrides,
            Buffers buffers) {}

    /** Wall times such as {@code 09:00}; ends up to {@code 24:00}. */
    record Hours(String start, String end, boolean enabled) {}

    record Break(String start, String end, List<String> days) {}

    /** A date that is unlike its weekday: closed, or with hours of its own. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DateOverride(String date, @Nullable Boolean closed, @Nullable String start, @Nullable String end) {

        public boolean closesDay() {
            return Boolean.TRUE.equals(closed);
        }
    }

    /** Minutes. */
    record Buffers(int before, int after) {}

    /**
     * A booking that somebody is asked to take.
     *
     * @param kilometres null where it is not known
     * @param booking    null until it is theirs
     */
    record Proposal(
            String id,
            String status,
            Named offering,
            Instant start,
            Instant end,
            String displayZone,
            @Nullable String city,
            @Nullable Double kilometres,
            @Nullable Money earnings,
            Instant deadline,
            Score score,
            @Nullable Ref booking) {}

    /** @param parts of which the total is made, each 0 to 1 */
    record Score(double total, Map<String, Double> parts) {}

    record Ref(String id, String number) {}
}
