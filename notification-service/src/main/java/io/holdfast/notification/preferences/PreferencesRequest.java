package io.holdfast.notification.preferences;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.holdfast.defaults.web.IanaZones;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Times;
import io.holdfast.notification.Channel;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to be written to, as they send it.
 *
 * @param version    what they looked at; null to overwrite whatever there is
 * @param channels   {@code essential}, {@code reminders}, {@code reviews}; for one that is left out what is usual holds
 * @param quietHours null for none
 * @param available  as GET gave it; nothing is made of it
 */
record PreferencesRequest(
        @Nullable Long version,
        @Nullable Map<String, @Nullable List<@Nullable String>> channels,
        @Nullable Quiet quietHours,
        @Nullable List<@Nullable String> available) {

    /** Wall times such as 22:00 and an IANA zone. */
    record Quiet(@Nullable String from, @Nullable String to, @Nullable String zone) {}

    /** @throws Problem 400 that names every field that is wrong; 422 when nothing would tell them what became of a booking */
    Map<MessageGroup, Set<Channel>> channels(Set<Channel> on) {
        var chosen = new EnumMap<MessageGroup, Set<Channel>>(MessageGroup.class);
        var errors = new ArrayList<Problem.FieldError>();
        if (channels != null) {
            channels.forEach((key, names) -> {
                Optional<MessageGroup> group = MessageGroup.of(key);
                if (group.isEmpty() || names == null) {
                    errors.add(new Problem.FieldError("channels." + key, group.isEmpty()
                            ? "is none of essential, reminders, reviews"
                            : "must be a list of channels"));
                } else {
                    chosen.put(group.get(), read("channels." + key, names, on, errors));
                }
            });
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        Set<Channel> essential = chosen.get(MessageGroup.ESSENTIAL);
        if (essential != null && !essential.contains(Channel.EMAIL)) {
            throw Problem.rule("essential-by-email", "What becomes of a booking and its money is always told by email.");
        }
        return chosen;
    }

    private static Set<Channel> read(
            String field, List<@Nullable String> names, Set<Channel> on, List<Problem.FieldError> errors) {
        Set<Channel> some = EnumSet.noneOf(Channel.class);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Optional<Channel> channel = on.stream().filter(known -> known.name().equals(name)).findAny();
            channel.ifPresent(some::add);
            if (channel.isEmpty()) {
                errors.add(new Problem.FieldError(field + "[" + i + "]", "must be one of " + on));
            }
        }
        return some;
    }

    /** @throws Problem 400 that names every field that is wrong */
    @Nullable QuietHours toQuietHours() {
        if (quietHours == null) {
            return null;
        }
        Optional<LocalTime> from = time(quietHours.from());
        Optional<LocalTime> to = time(quietHours.to());
        Optional<ZoneId> zone = IanaZones.find(quietHours.zone());
        List<Problem.FieldError> errors = Stream.of(
                        error(from, "from", "must be a time of day such as 22:00"),
                        error(to, "to", "must be a time of day such as 07:00"),
                        error(zone, "zone", "must be an IANA time zone such as Asia/Kolkata"))
                .flatMap(Optional::stream)
                .toList();
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        if (from.equals(to)) {
            throw Problem.invalid("quietHours.to", "must not be when they begin");
        }
        return new QuietHours(from.orElseThrow(), to.orElseThrow(), zone.orElseThrow());
    }

    private static Optional<LocalTime> time(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(Times::timeOfDay);
    }

    private static Optional<Problem.FieldError> error(Optional<?> read, String field, String message) {
        return read.isPresent() ? Optional.empty() : Optional.of(new Problem.FieldError("quietHours." + field, message));
    }
}
