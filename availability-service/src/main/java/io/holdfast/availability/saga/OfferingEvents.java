package io.holdfast.availability.saga;

import java.time.Duration;
import java.util.List;

import io.holdfast.availability.domain.Buffers;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.OfferingRules;
import io.holdfast.messaging.PoisonMessage;
import org.jspecify.annotations.Nullable;

/** What is read here of events about offerings. */
final class OfferingEvents {

    private OfferingEvents() {}

    /** @param mode how a professional comes to it; null in what was published before it was said */
    record Published(
            String offeringId, @Nullable String mode, List<Integer> durations, int capacity, Rules rules) {

        Offering offering() {
            try {
                return new Offering(
                        new OfferingId(offeringId),
                        durations.stream().map(Duration::ofMinutes).toList(),
                        capacity,
                        rules.toDomain(),
                        "MATCH".equals(mode),
                        false);
            } catch (IllegalArgumentException e) {
                throw new PoisonMessage("The offering " + offeringId + " cannot be: " + e.getMessage(), e);
            }
        }
    }

    record Rules(
            int minNoticeMinutes,
            int maxDaysAhead,
            boolean sameDay,
            int bufferBeforeMinutes,
            int bufferAfterMinutes,
            int holdMinutes) {

        private OfferingRules toDomain() {
            return new OfferingRules(
                    Duration.ofMinutes(minNoticeMinutes),
                    maxDaysAhead,
                    sameDay,
                    Buffers.ofMinutes(bufferBeforeMinutes, bufferAfterMinutes),
                    Duration.ofMinutes(holdMinutes));
        }
    }

    record Retired(String offeringId) {}
}
