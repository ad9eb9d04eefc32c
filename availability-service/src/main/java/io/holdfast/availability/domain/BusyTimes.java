package io.holdfast.availability.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Several times as one list that has each moment once. */
public final class BusyTimes {

    private BusyTimes() {}

    /**
     * The same moments, in order and apart from each other.
     *
     * @param most where there are more, the shortest pauses between them are filled: too much is busy rather than too little
     */
    public static List<Slot> joined(List<Slot> all, int most) {
        var joined = new ArrayList<Slot>();
        for (Slot next : all.stream().sorted(Comparator.comparing(Slot::start)).toList()) {
            if (!joined.isEmpty() && !next.start().isAfter(joined.getLast().end())) {
                joined.add(joined.removeLast().joinedWith(next));
            } else {
                joined.add(next);
            }
        }
        return joined.size() <= most ? joined : filled(joined, most);
    }

    private static List<Slot> filled(List<Slot> apart, int most) {
        Duration longestFilled = IntStream.range(1, apart.size())
                .mapToObj(i -> pauseBetween(apart.get(i - 1), apart.get(i)))
                .sorted()
                .skip(apart.size() - most - 1L)
                .findFirst()
                .orElseThrow();
        var filled = new ArrayList<Slot>();
        for (Slot next : apart) {
            if (!filled.isEmpty() && pauseBetween(filled.getLast(), next).compareTo(longestFilled) <= 0) {
                filled.add(filled.removeLast().joinedWith(next));
            } else {
                filled.add(next);
            }
        }
        return filled;
    }

    private static Duration pauseBetween(Slot one, Slot next) {
        return Duration.between(one.end(), next.start());
    }
}
