package io.holdfast.availability.domain.imports;

import io.holdfast.availability.domain.TenantId;

/**
 * A part of an import, which is answered once.
 *
 * @param chunk  the first is 0
 * @param dryRun whether nothing is written for it
 */
public record ImportPart(TenantId tenant, String importId, int chunk, boolean dryRun) {}
