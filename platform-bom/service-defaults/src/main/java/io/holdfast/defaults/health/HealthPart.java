package io.holdfast.defaults.health;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A part of a service of which admins want to know how it is. Each bean of this type is shown; it is asked on a thread of its
 * own, and shown as down when it throws or takes longer than {@link ServiceHealth#PATIENCE}.
 */
public interface HealthPart {

    /** The same for the same thing in every service: {@code store}, {@code cache}, {@code breaker-sms}. */
    String name();

    /** @param tenant of who asks */
    State look(String tenant) throws Exception;

    /** Whether it is a metric, too; not what only has figures, or costs queries. */
    default boolean isMeasured() {
        return true;
    }

    /** How it is. */
    enum Status {
        UP,
        /** Something is slower, or waits; nothing is lost. */
        DEGRADED,
        DOWN
    }

    /**
     * @param sentence for people, without addresses and names of people; null where the status says all
     * @param figures  by name; empty for none
     */
    record State(Status status, @Nullable String sentence, Map<String, Object> figures) {

        public State {
            figures = Map.copyOf(figures);
        }

        public static State up() {
            return up(Map.of());
        }

        public static State up(Map<String, Object> figures) {
            return new State(Status.UP, null, figures);
        }

        public static State degraded(String sentence) {
            return new State(Status.DEGRADED, sentence, Map.of());
        }

        public static State down(String sentence) {
            return new State(Status.DOWN, sentence, Map.of());
        }
    }
}
