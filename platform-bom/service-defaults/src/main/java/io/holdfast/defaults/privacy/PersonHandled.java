package io.holdfast.defaults.privacy;

import java.util.List;

import io.holdfast.contracts.Wire;

/** The body of {@code person.part-handled}, which each service says: how much it had of one page, and nothing of what it was. */
public record PersonHandled(
        String jobId,
        @Wire(value = "From 1.", min = 1) int page,
        @Wire("Whose stores these are.") String service,
        @Wire("What there was, by collection; those without any are left out.") List<Found> found) {

    public PersonHandled {
        found = List.copyOf(found);
    }

    /** What a collection had of them. */
    public record Found(String collection, @Wire(value = "Exported or erased.", min = 1) long documents) {}
}
