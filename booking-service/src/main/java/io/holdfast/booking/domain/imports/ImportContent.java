package io.holdfast.booking.domain.imports;

import java.util.Map;

/**
 * The rows, which are stored beside the import until it is over.
 *
 * @param id     under which they are stored
 * @param hash   of all of them
 * @param chunks how many there are of each kind; kinds without any are left out
 */
public record ImportContent(String id, String hash, Map<RowKind, Integer> chunks) {

    public ImportContent {
        chunks = Map.copyOf(chunks);
    }

    public int chunksOf(RowKind kind) {
        return chunks.getOrDefault(kind, 0);
    }
}
