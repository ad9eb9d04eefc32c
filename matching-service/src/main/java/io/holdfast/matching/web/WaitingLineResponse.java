package io.holdfast.matching.web;

import java.time.LocalDate;
import java.util.List;

import io.holdfast.matching.domain.waitlist.Entry;
import io.holdfast.matching.domain.waitlist.LineId;
import io.holdfast.matching.domain.waitlist.WaitingLine;
import org.jspecify.annotations.Nullable;

/**
 * A line as an admin sees it.
 *
 * @param professionalId null for a line of whoever provides the offering
 * @param offeringId     null for a professional's line
 * @param waiting        how many are not done yet
 * @param entries        in turn, also of who waits no more
 */
record WaitingLineResponse(
        String id,
        @Nullable String professionalId,
        @Nullable String offeringId,
        LocalDate date,
        long waiting,
        List<PlaceResponse> entries) {

    record PlaceResponse(WaitlistResponse entry, String clientName, String clientEmail) {

        private static PlaceResponse of(WaitingLine line, Entry entry) {
            return new PlaceResponse(WaitlistResponse.of(line, entry, null), entry.who().name(), entry.who().email());
        }
    }

    static WaitingLineResponse of(WaitingLine line) {
        boolean professional = line.id().kind() == LineId.Kind.PROFESSIONAL;
        return new WaitingLineResponse(
                line.id().toString(),
                professional ? line.id().subject() : null,
                professional ? null : line.id().subject(),
                line.id().date(),
                line.entries().stream().filter(entry -> entry.status().isLive()).count(),
                line.entries().stream().map(entry -> PlaceResponse.of(line, entry)).toList());
    }
}
