package io.holdfast.matching.domain.match;

import java.util.Collection;

/** How evenly something is spread over people. */
public final class Fairness {

    private Fairness() {}

    /**
     * The Gini coefficient.
     *
     * @param counts of each person, those with none too; none is negative
     * @return 0 when all have the same, up to almost 1 when one has everything; 0 for nobody and for nothing
     */
    public static double gini(Collection<Integer> counts) {
        long[] sorted = counts.stream().mapToLong(Integer::longValue).sorted().toArray();
        double weighed = 0;
        double total = 0;
        for (int i = 0; i < sorted.length; i++) {
            weighed += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
            total += sorted[i];
        }
        return total == 0 ? 0 : weighed / (sorted.length * total);
    }
}
