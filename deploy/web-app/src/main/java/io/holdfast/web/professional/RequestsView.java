package io.holdfast.web.professional;

import java.util.List;

import io.holdfast.web.business.AgendaRow;
import org.jspecify.annotations.Nullable;

/** What waits for an answer. */
public record RequestsView(List<Confirmation> confirmations, List<Proposal> proposals) {

    /** An element's id of a proposal's. */
    static String anchor(String id) {
        return "proposal-" + id.replaceAll("[^A-Za-z0-9-]", "-");
    }

    public boolean isEmpty() {
        return confirmations.isEmpty() && proposals.isEmpty();
    }

    /** @param neighbours what else there is on that day */
    public record Confirmation(
            String id,
            String number,
            String who,
            String what,
            String when,
            @Nullable String deadline,
            @Nullable String notes,
            List<AgendaRow> neighbours) {}

    /** @param parts of the score, the strongest first */
    public record Proposal(
            String id,
            String anchor,
            String what,
            String when,
            String deadline,
            @Nullable String where,
            @Nullable String earnings,
            long score,
            List<Part> parts,
            List<AgendaRow> neighbours) {}

    /** @param percent 0 to 100 */
    public record Part(String name, long percent) {}
}
