package io.holdfast.web.business;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A booking as the business sees it.
 *
 * @param deadline     until when it has to be answered; null where nothing is asked
 * @param whenThere    the same in the client's zone, where its clocks show something else; else null
 * @param cancellation who called it off, why, and what went back; null where nobody did
 * @param corrects     whether attendance was recorded before, so that it is put right now
 */
public record Sheet(
        String id,
        String number,
        Badge badge,
        @Nullable String deadline,
        String what,
        @Nullable String professional,
        String when,
        @Nullable String whenThere,
        Person client,
        @Nullable Person recipient,
        @Nullable String address,
        @Nullable String notes,
        List<Answer> answers,
        String price,
        String earnings,
        @Nullable String meeting,
        @Nullable String cancellation,
        boolean canAnswer,
        boolean canComplete,
        boolean canMarkNoShow,
        boolean canCancel,
        boolean canMove,
        boolean corrects,
        List<Step> history) {

    public record Person(String name, @Nullable String email, @Nullable String phone) {}

    /** What the client answered to a question of the offering. */
    public record Answer(String question, String text) {}

    /** @param machine of the {@code datetime} attribute */
    public record Step(Badge badge, String when, String machine, String by, @Nullable String reason) {}
}
