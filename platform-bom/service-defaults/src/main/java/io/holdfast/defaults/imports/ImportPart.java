package io.holdfast.defaults.imports;

/**
 * A part of an import, which is answered once.
 *
 * @param chunk  the first is 0
 * @param dryRun whether nothing is written for it
 */
public record ImportPart(String tenantId, String importId, int chunk, boolean dryRun) {}
