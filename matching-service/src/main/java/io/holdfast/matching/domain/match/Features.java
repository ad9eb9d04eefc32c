package io.holdfast.matching.domain.match;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a candidate in view of one request: all that a score is made of, so that it can be made again later,
 * by another policy too.
 *
 * @param skillShare       how much of what the offering wants they know, 0–1; 1 when it wants nothing
 * @param kilometres       from the nearest place they work in; null when the address or those places are on no map
 * @param speaks           whether they speak the client's language
 * @param rating           average of their reviews, 1–5; null without any
 * @param ratings          how many reviews
 * @param bookedToday      bookings on the day of the request, in their zone
 * @param bookedThisWeek   bookings in its week, Monday to Sunday
 * @param open             proposals that they could still accept: many ask at once, and they can only take some
 * @param minutesSinceAsked since they were last asked about anything; null for never, as far back as is remembered
 * @param asked            how often they were asked, as far back as is remembered
 * @param accepted         how often they accepted
 * @param answered         how often they answered at all
 * @param answerMinutes    how long they take to answer, on average; null before the first answer
 * @param hourAsked        how often they were asked at this hour of their day
 * @param hourAnswered     how often they answered then
 */
public record Features(
        double skillShare,
        @Nullable Double kilometres,
        boolean speaks,
        @Nullable Double rating,
        int ratings,
        int bookedToday,
        int bookedThisWeek,
        int open,
        @Nullable Long minutesSinceAsked,
        int asked,
        int accepted,
        int answered,
        @Nullable Double answerMinutes,
        int hourAsked,
        int hourAnswered) {}
