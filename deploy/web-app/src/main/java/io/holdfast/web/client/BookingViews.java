package io.holdfast.web.client;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.TimelineEntry;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;

/** Makes a booking's page of the booking. */
final class BookingViews {

    private static final Duration JOIN_BEFORE = Duration.ofMinutes(10);

    private final Page page;
    private final Booking booking;
    private final Times times;

    BookingViews(Page page, Booking booking) {
        this.page = page;
        this.booking = booking;
        this.times = page.times(booking.displayZone());
    }

    /** @param paid whether the reader has just paid */
    BookingView view(List<TimelineEntry> timeline, boolean paid) {
        BookingStatus status = booking.status();
        var sentences = new StatusSentences(page, booking, paid);
        boolean justPaid = paid && status == BookingStatus.PENDING_PAYMENT;
        return new BookingView(
                booking.id(), booking.number(), sentences.kind(), sentences.icon(), sentences.title(), sentences.lead(),
                booking.offering().name(), booking.professional() == null ? null : booking.professional().displayName(),
                times.range(booking.start(), booking.end()), whenHere(), price(), booking.client().name(),
                booking.recipient() == null ? null : booking.recipient().name(), address(), refund(),
                mayJoin() ? booking.meetingUrl() : null, joinLater(),
                status == BookingStatus.PENDING_PAYMENT && !justPaid,
                status.canBeCancelled() && status != BookingStatus.PENDING_PAYMENT,
                status == BookingStatus.CONFIRMED && booking.rescheduling() == null,
                EarlierController.isPossible(page, booking),
                status == BookingStatus.COMPLETED && booking.reviewStatus().equals("REQUESTED"),
                status.canBeCancelled(),
                status == BookingStatus.CONFIRMED || status == BookingStatus.PENDING_CONFIRMATION,
                booking.payment() != null && booking.payment().isPaid(),
                justPaid || status == BookingStatus.REQUESTED || status == BookingStatus.CONFIRMING,
                !status.isOver(), status.isOver() ? again() : null, review(), steps(timeline));
    }

    private @Nullable String whenHere() {
        ZoneId here = page.browserZone();
        return here == null || times.showsTheSameAs(here, booking.start())
                ? null
                : page.times(here).range(booking.start(), booking.end());
    }

    private String price() {
        return booking.price().total().isZero() ? page.text("client.free") : page.price(booking.price().total());
    }

    private @Nullable String address() {
        Booking.Address address = booking.address();
        return address == null
                ? null
                : Stream.of(address.street(), address.building(), address.apartment(), address.city())
                        .filter(part -> part != null && !part.isBlank())
                        .collect(Collectors.joining(", "));
    }

    private @Nullable String refund() {
        Booking.Cancellation cancellation = booking.cancellation();
        if (cancellation == null || booking.payment() == null || !booking.payment().isPaid()) {
            return null;
        }
        return cancellation.refund().isZero()
                ? page.text("client.refund.none")
                : page.text("client.refund", page.price(cancellation.refund()), cancellation.refundPercentage());
    }

    private boolean mayJoin() {
        boolean live = booking.status() == BookingStatus.CONFIRMED || booking.status() == BookingStatus.IN_PROGRESS;
        return live
                && booking.meetingUrl() != null
                && booking.meetingUrl().startsWith("https://")
                && !page.now().isBefore(opens());
    }

    private @Nullable String joinLater() {
        return booking.status() == BookingStatus.CONFIRMED && booking.meetingUrl() != null && page.now().isBefore(opens())
                ? page.text("client.join-later", times.timeInZone(opens()))
                : null;
    }

    private Instant opens() {
        return booking.start().minus(JOIN_BEFORE);
    }

    private @Nullable String review() {
        Booking.Review review = booking.review();
        return review == null ? null : page.text("client.review.given", review.rating());
    }

    private String again() {
        String offering = "/book/" + booking.offering().id();
        return booking.professional() == null || booking.mode().equals("MATCH")
                ? offering
                : offering + "/" + booking.professional().id();
    }

    /** What the client can make something of; the rest is for those who run the platform. */
    private List<BookingView.Step> steps(List<TimelineEntry> timeline) {
        return timeline.stream()
                .filter(entry -> page.texts().has(key(entry)))
                .map(entry -> new BookingView.Step(
                        page.text(key(entry)), times.day(entry.at()) + ", " + times.time(entry.at()), Times.machine(entry.at()),
                        entry.happened()))
                .toList();
    }

    private static String key(TimelineEntry entry) {
        return "client.timeline." + entry.type();
    }
}
