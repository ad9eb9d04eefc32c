package io.holdfast.booking.domain.imports;

import org.jspecify.annotations.Nullable;

/**
 * What an admin asks for.
 *
 * @param source      the other system's name; with it and the ids there ours are made
 * @param dryRun      whether it is only checked
 * @param skipRefused whether what is refused is left out, rather than nothing being imported
 * @param notifies      whether clients and professionals are told of the bookings
 * @param requestedBy the admin's {@code sub}
 */
public record ImportOptions(
        String source, ImportFormat format, boolean dryRun, boolean skipRefused, boolean notifies, @Nullable String requestedBy) {}
