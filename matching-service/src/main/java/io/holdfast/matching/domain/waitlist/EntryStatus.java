package io.holdfast.matching.domain.waitlist;

/** Where somebody stands who waits, or waited. */
public enum EntryStatus {
    WAITING,
    /** It is their turn, and availability is asked for the slot. */
    RESERVING,
    /** The slot is held for them until they answer. */
    OFFERED,
    ACCEPTED,
    /** They did not want what they were offered. */
    PASSED,
    /** They did not answer. */
    EXPIRED,
    LEFT,
    /** The date passed, and there was nothing for them. */
    OVER;

    /** Whether it is not over yet. */
    public boolean isLive() {
        return switch (this) {
            case WAITING, RESERVING, OFFERED -> true;
            case ACCEPTED, PASSED, EXPIRED, LEFT, OVER -> false;
        };
    }
}
