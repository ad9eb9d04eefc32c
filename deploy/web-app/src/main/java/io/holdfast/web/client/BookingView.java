package io.holdfast.web.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A booking's lasting page.
 *
 * @param kind       of the status: {@code good}, {@code warn}, {@code bad} or {@code info}
 * @param lead       what it means, in a sentence or two
 * @param whenHere   the same in the browser's zone, where its clocks show something else; else null
 * @param refund     what goes back and why; null where nothing does
 * @param join       the meeting's address, from ten minutes before; null otherwise
 * @param joinLater  says when one can join; null otherwise
 * @param waits      whether something is about to happen without the reader
 * @param review     what its client said of it; null before
 * @param again      where the same is booked again; null while it is still to come
 */
public record BookingView(
        String id,
        String number,
        String kind,
        String icon,
        String title,
        String lead,
        String what,
        @Nullable String professional,
        String when,
        @Nullable String whenHere,
        String price,
        String client,
        @Nullable String recipient,
        @Nullable String address,
        @Nullable String refund,
        @Nullable String join,
        @Nullable String joinLater,
        boolean canPay,
        boolean canCancel,
        boolean canReschedule,
        boolean canBeEarlier,
        boolean canReview,
        boolean canChange,
        boolean hasCalendar,
        boolean hasReceipt,
        boolean waits,
        boolean isLive,
        @Nullable String again,
        @Nullable String review,
        List<Step> timeline) {

    /** @param machine of the {@code datetime} attribute */
    public record Step(String text, String when, String machine, boolean happened) {}
}
