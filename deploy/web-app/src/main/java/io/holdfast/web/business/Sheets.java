package io.holdfast.web.business;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.defaults.web.IanaZones;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;

/** Makes a booking's sheet of the booking. */
public final class Sheets {

    private final Page page;
    private final Times times;

    /** @param times in the zone of whoever looks */
    public Sheets(Page page, Times times) {
        this.page = page;
        this.times = times;
    }

    /** @param questions in words, by their names; one that is not there is shown by its name */
    public Sheet of(Booking booking, Map<String, String> questions) {
        BookingStatus status = booking.status();
        boolean begun = !page.now().isBefore(booking.start());
        boolean attends = (status == BookingStatus.CONFIRMED && begun) || status == BookingStatus.IN_PROGRESS;
        boolean waits = status == BookingStatus.PENDING_CONFIRMATION;
        return new Sheet(
                booking.id(), booking.number(), Badge.of(page, status),
                waits && booking.confirmationDeadline() != null ? times.moment(booking.confirmationDeadline()) : null,
                booking.offering().name(), booking.professional() == null ? null : booking.professional().displayName(),
                times.range(booking.start(), booking.end()), whenThere(booking), person(booking.client()),
                booking.recipient() == null ? null : person(booking.recipient()), address(booking.address()), booking.notes(),
                answers(booking, questions),
                price(booking), page.price(booking.price().professionalPayment()), meeting(booking), cancellation(booking), waits,
                attends || status == BookingStatus.NO_SHOW, attends || status == BookingStatus.COMPLETED,
                status.canBeCancelled() && !begun, status == BookingStatus.CONFIRMED && !begun && booking.rescheduling() == null,
                status == BookingStatus.NO_SHOW || status == BookingStatus.COMPLETED, history(booking));
    }

    private static List<Sheet.Answer> answers(Booking booking, Map<String, String> questions) {
        if (booking.answers() != null) {
            return booking.answers().stream().map(one -> new Sheet.Answer(one.question(), one.answer())).toList();
        }
        return booking.intake().entrySet().stream()
                .map(answer -> new Sheet.Answer(questions.getOrDefault(answer.getKey(), answer.getKey()), answer.getValue()))
                .toList();
    }

    private @Nullable String whenThere(Booking booking) {
        ZoneId theirs = IanaZones.find(booking.displayZone()).orElse(times.zone());
        return times.showsTheSameAs(theirs, booking.start()) ? null : page.times(theirs).range(booking.start(), booking.end());
    }

    private static Sheet.Person person(Booking.Person person) {
        return new Sheet.Person(person.name(), person.email(), person.phone());
    }

    private static @Nullable String address(Booking.@Nullable Address address) {
        return address == null
                ? null
                : Stream.of(address.street(), address.building(), address.apartment(), address.city())
                        .filter(part -> part != null && !part.isBlank())
                        .collect(Collectors.joining(", "));
    }

    private String price(Booking booking) {
        return booking.price().total().isZero() ? page.text("business.free") : page.price(booking.price().total());
    }

    private static @Nullable String meeting(Booking booking) {
        boolean live = booking.status() == BookingStatus.CONFIRMED || booking.status() == BookingStatus.IN_PROGRESS;
        String address = booking.meetingUrl();
        return live && address != null && address.startsWith("https://") ? address : null;
    }

    private @Nullable String cancellation(Booking booking) {
        Booking.Cancellation cancellation = booking.cancellation();
        return cancellation == null
                ? null
                : page.text(
                        "business.cancelled-by", by(cancellation.by()), cancellation.reason(), cancellation.refundPercentage());
    }

    private List<Sheet.Step> history(Booking booking) {
        return booking.statusHistory().stream()
                .map(change -> new Sheet.Step(
                        Badge.of(page, change.status()), times.day(change.at()) + ", " + times.time(change.at()),
                        Times.machine(change.at()), by(change.triggeredBy()), reason(change)))
                .toList();
    }

    /** What people gave; of a move it is instants, which the sheet shows as they are read. */
    private static @Nullable String reason(Booking.Change change) {
        return change.status() == BookingStatus.CONFIRMED ? null : change.reason();
    }

    private String by(String who) {
        return page.textOr("business.by." + who.toLowerCase(Locale.ROOT), "business.by.platform");
    }
}
