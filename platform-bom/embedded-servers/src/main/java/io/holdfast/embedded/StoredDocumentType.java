package io.holdfast.embedded;

import java.nio.ByteBuffer;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Documents in the file as BSON, as they came. */
final class StoredDocumentType extends BasicDataType<StoredDocument> {
    /** A document's objects take more memory than its bytes; it also keeps the pages that one write rewrites small. */
    private static final int MEMORY_PER_BYTE = 4;

    @Override
    public int getMemory(StoredDocument document) {
        return MEMORY_PER_BYTE * document.bson().length;
    }

    @Override
    public void write(WriteBuffer into, StoredDocument document) {
        into.putVarInt(document.bson().length).put(document.bson());
    }

    @Override
    public StoredDocument read(ByteBuffer from) {
        byte[] bson = new byte[DataUtils.readVarInt(from)];
        from.get(bson);
        return StoredDocument.ofBson(bson);
    }

    @Override
    public StoredDocument[] createStorage(int size) {
        return new StoredDocument[size];
    }
}
