package io.holdfast.matching.domain.imports;

import io.holdfast.matching.domain.TenantId;

/**
 * A part of an import, which is answered once.
 *
 * @param chunk  the first is 0
 * @param dryRun whether nothing is written for it
 */
public record ImportPart(TenantId tenant, String importId, int chunk, boolean dryRun) {}
