package io.holdfast.scheduler.domain;

import java.time.Duration;

/** Which one of a booking's timers of one kind it is. */
public sealed interface Occasion {

    /** There is one of the kind. */
    Occasion ONLY = new Only();

    /** Whether it is the same one, whatever else became of it. */
    boolean isSame(Occasion other);

    /** Of a kind of which a booking has one. */
    record Only() implements Occasion {
        @Override
        public boolean isSame(Occasion other) {
            return equals(other);
        }
    }

    /**
     * A reminder.
     *
     * @param beforeStart how long before the booking's start
     */
    record Lead(Duration beforeStart) implements Occasion {
        @Override
        public boolean isSame(Occasion other) {
            return equals(other);
        }
    }

    /**
     * A professional's time to answer.
     *
     * @param id the proposal's
     */
    record Proposal(String id) implements Occasion {
        @Override
        public boolean isSame(Occasion other) {
            return equals(other);
        }
    }

    /**
     * A round of asking.
     *
     * @param number from 1
     * @param last   whether none comes after it
     */
    record Round(int number, boolean last) implements Occasion {
        @Override
        public boolean isSame(Occasion other) {
            return other instanceof Round(int theirs, boolean any) && theirs == number;
        }
    }
}
