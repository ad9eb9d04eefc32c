package io.holdfast.availability.persistence;

import java.time.Instant;

import io.holdfast.availability.domain.Block;
import io.holdfast.availability.domain.Slot;

/** A block within a document. */
record BlockPart(String blockId, Instant start, Instant end, String note) {

    static BlockPart of(Block block) {
        return new BlockPart(block.id(), block.slot().start(), block.slot().end(), block.note());
    }

    Block toDomain() {
        return new Block(blockId, new Slot(start, end), note);
    }
}
