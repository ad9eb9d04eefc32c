package io.holdfast.notification;

import org.jspecify.annotations.Nullable;

/**
 * What this service knows of a professional, from matching-service's events and, for the zone, from availability-service's.
 * Either may be faster, so each has its part.
 */
record Professional(Profile profile, Schedule schedule) {

    static final Professional UNKNOWN = new Professional(new Profile(-1, null, null, null, null), new Schedule(-1, null));

    /**
     * @param sequence of the event that this comes from
     * @param name     null where it was not kept yet
     * @param email    null when nothing but their leaving was heard
     * @param phone    E.164; null when they say none
     */
    record Profile(
            long sequence, @Nullable String name, @Nullable String email, @Nullable String phone, @Nullable String zone) {}

    /**
     * @param sequence of the event that this comes from
     * @param zone     theirs everywhere, before what the profile says; null when nothing was heard of it
     */
    record Schedule(long sequence, @Nullable String zone) {}

    /** Whether their profile has not been heard of, though perhaps their schedule. */
    boolean isNew() {
        return profile.email() == null && profile.zone() == null;
    }

    /** In which they read times, as far as that is known. */
    @Nullable String readsIn() {
        return schedule.zone() == null ? profile.zone() : schedule.zone();
    }
}
