package io.holdfast.matching.imports;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A professional as another system says them; what is null stays as it is, or has its default. */
public record ProfileRow(
        int line,
        String id,
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String category,
        @Nullable Long rate,
        @Nullable String currency,
        @Nullable String zone,
        @Nullable List<String> languages,
        @Nullable List<String> offeringIds,
        @Nullable Boolean active) {}
