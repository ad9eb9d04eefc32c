package io.holdfast.matching.domain.match;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who is asked when.
 *
 * @param most         professionals who are asked about one revision of a booking, 1–5
 * @param answerWithin how long each has to answer
 * @param sizes        how many are asked at a time, wave by wave; the last counts for all that follow
 * @param adaptive     whether a wave is as large as it takes for somebody to accept, going by how they answered at this
 *                     hour before, instead of {@code sizes}
 * @param enough       how likely it shall be that somebody of an adaptive wave accepts, 0–1
 */
public record Waves(int most, Duration answerWithin, List<Integer> sizes, boolean adaptive, double enough) {

    public static final int MOST_ASKED = 5;
    private static final int LARGEST_ADAPTIVE = 3;
    private static final Duration LONGEST_ANSWER = Duration.ofHours(2);

    /** @throws IllegalArgumentException that says which value is none */
    public Waves {
        if (most < 1 || most > MOST_ASKED) {
            throw new IllegalArgumentException("most is from 1 to " + MOST_ASKED);
        }
        if (!answerWithin.isPositive() || answerWithin.compareTo(LONGEST_ANSWER) > 0) {
            throw new IllegalArgumentException("answerWithin is more than nothing and at most " + LONGEST_ANSWER);
        }
        if (sizes.isEmpty() || sizes.size() > MOST_ASKED || sizes.stream().anyMatch(size -> size < 1 || size > MOST_ASKED)) {
            throw new IllegalArgumentException("sizes has 1 to " + MOST_ASKED + " waves, each of 1 to " + MOST_ASKED);
        }
        if (!(enough > 0 && enough <= 1)) {
            throw new IllegalArgumentException("enough is more than 0 and at most 1");
        }
        sizes = List.copyOf(sizes);
    }

    /**
     * The next wave, the best first. Its last place, where it has two or more, belongs to whoever was asked least among
     * those below the policy's floor: a newcomer is asked although others score higher.
     *
     * @param wave  from 1
     * @param asked how many were asked before
     */
    List<Ranked> choose(Ranking ranking, int wave, int asked) {
        List<Ranked> from = ranking.ranked();
        int size = Math.min(Math.min(size(ranking, wave), most - asked), from.size());
        var chosen = new ArrayList<>(from.subList(0, Math.max(0, size)));
        if (size >= 2) {
            int floor = ranking.policy().exposureFloor();
            from.stream()
                    .filter(candidate -> candidate.features().asked() < floor)
                    // The sort is stable: of those who were asked as often, the best.
                    .min(Comparator.comparingInt(candidate -> candidate.features().asked()))
                    .filter(candidate -> !chosen.contains(candidate))
                    .ifPresent(newcomer -> chosen.set(size - 1, newcomer));
        }
        return List.copyOf(chosen);
    }

    private int size(Ranking ranking, int wave) {
        if (!adaptive) {
            return sizes.get(Math.min(wave, sizes.size()) - 1);
        }
        double nobody = 1;
        int size = 0;
        for (Ranked candidate : ranking.ranked()) {
            if (size == LARGEST_ADAPTIVE || (size > 0 && 1 - nobody >= enough)) {
                break;
            }
            nobody *= 1 - ranking.policy().acceptanceNow(candidate.features());
            size++;
        }
        return size;
    }
}
