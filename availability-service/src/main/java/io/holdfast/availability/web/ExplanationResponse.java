package io.holdfast.availability.web;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.holdfast.availability.application.ExplainSlot.Explanation;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.RejectionReason;
import io.holdfast.availability.domain.Rule;
import io.holdfast.availability.domain.SlotRules;
import org.jspecify.annotations.Nullable;

/**
 * Why a time cannot be had, for people and for programs.
 *
 * @param reason  as in the list of slots, or {@code OFF_STEP}; null when it can be had
 * @param rule    the rule that closes it, for example {@code notice}; null when it can be had
 * @param detail  a sentence, with times in the professional's zone
 * @param opensAt when this same time can be asked for, as far as that is known (the window reaches it, a hold ends);
 *     else the start of the next time of that length that can be had; null when it can be had, and when nothing is
 *     known to open
 * @param next    the next time of that length that can be had now, null when there is none in sight
 */
record ExplanationResponse(
        boolean available,
        @Nullable RejectionReason reason,
        @Nullable String rule,
        String detail,
        @Nullable Instant opensAt,
        @Nullable NextResponse next,
        String zone) {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH);

    record NextResponse(Instant start, Instant end) {}

    static ExplanationResponse of(Explanation explanation, SlotRules rules) {
        String zone = rules.schedule().zone().getId();
        NextResponse next = explanation.next().map(slot -> new NextResponse(slot.start(), slot.end())).orElse(null);
        return explanation.violation()
                .map(violation -> new ExplanationResponse(
                        false,
                        violation.reason(),
                        violation.rule().code(),
                        sentence(violation.rule(), explanation, rules),
                        explanation.opens().orElse(next == null ? null : next.start()),
                        next,
                        zone))
                .orElseGet(() -> new ExplanationResponse(
                        true, null, null, when(explanation.asked().start(), rules) + " can be booked.", null, null, zone));
    }

    private static String sentence(Rule rule, Explanation explanation, SlotRules rules) {
        String asked = when(explanation.asked().start(), rules);
        Offering offering = rules.offering();
        long minutes = explanation.asked().length().toMinutes();
        return switch (rule) {
            case PAST -> asked + " has passed.";
            case NOTICE -> asked + " is too soon: this must be booked at least "
                    + offering.rules().minNotice().toMinutes() + " minutes ahead.";
            case SAME_DAY -> asked + " is today, and this cannot be booked for the same day.";
            case WINDOW -> asked + " is too far ahead: this can be booked at most "
                    + offering.rules().maxDaysAhead() + " days ahead.";
            case NOT_PROVIDED -> "This professional does not provide this offering.";
            case DURATION -> "This offering does not last " + minutes + " minutes.";
            case OVERRIDE -> asked + " for " + minutes + " minutes is outside the hours of that date, which differ from the usual ones.";
            case HOURS -> asked + " for " + minutes + " minutes is outside the working hours.";
            case STEP -> asked + " is between the times at which something may start, which are "
                    + rules.schedule().slotStep() + " minutes apart.";
            case MIDNIGHT -> asked + " leaves no room for the pause of " + rules.buffers().before().toMinutes()
                    + " minutes before or " + rules.buffers().after().toMinutes() + " minutes after it within the day.";
            case BREAK -> asked + " for " + minutes + " minutes runs into a break.";
            case BLOCK -> asked + " for " + minutes + " minutes runs into time that the professional keeps free.";
            case BUSY -> asked + " for " + minutes + " minutes runs into time in which the professional is busy.";
            case BOOKED -> asked + " is booked.";
            case HELD -> asked + " is held for somebody who is paying for it"
                    + explanation.opens().map(then -> "; unless they do, it opens on " + when(then, rules)).orElse("") + ".";
            case BUFFER -> asked + " is in the pause that is kept before or after a booking.";
            case DAY_LIMIT -> "As much is reserved on the day of " + asked + " as one day can hold.";
            case BLOCK_LIMIT -> "As many blocks lie on the day of " + asked + " as one day can hold.";
            case TOO_LATE -> "The request for " + asked + " came too late.";
            case ENDED -> "The booking that asked for " + asked + " has ended.";
            case CAPACITY -> asked + " is full: " + offering.capacity() + " bookings share it.";
        };
    }

    private static String when(Instant instant, SlotRules rules) {
        return WHEN.format(instant.atZone(rules.schedule().zone())) + " (" + rules.schedule().zone().getId() + ")";
    }
}
