package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Commands that were done under an idempotency key in the last 24 hours, so that they are not done again.
 *
 * @param commands oldest first
 */
public record CommandLog(List<Handled> commands) {

    static final CommandLog EMPTY = new CommandLog(List.of());

    // So many that no key of the last day is forgotten: what else can be done to a booking is done a few times.
    private static final int MOST_COMMANDS = Rescheduling.MOST_ATTEMPTS + 20;
    private static final Duration KEYS_LAST = Duration.ofHours(24);

    public CommandLog {
        commands = List.copyOf(commands);
    }

    /**
     * A command that was done.
     *
     * @param keyHash     hash of caller and key
     * @param requestHash hash of the command and all that it said
     */
    public record Handled(String keyHash, String requestHash, Instant at) {

        boolean lasts(Instant now) {
            return at.plus(KEYS_LAST).isAfter(now);
        }
    }

    /** What was done under this key. */
    public Optional<Handled> find(String keyHash, Instant now) {
        return commands.stream()
                .filter(command -> command.keyHash().equals(keyHash) && command.lasts(now))
                .findFirst();
    }

    CommandLog plus(Handled command) {
        List<Handled> lasting = Stream.concat(
                        commands.stream().filter(earlier -> earlier.lasts(command.at())), Stream.of(command))
                .toList();
        return new CommandLog(lasting.subList(Math.max(0, lasting.size() - MOST_COMMANDS), lasting.size()));
    }
}
