package io.holdfast.embedded;

import java.nio.ByteBuffer;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Documents in the file as BSON, as they came. Java's serialisation, which H2 takes otherwise, is three times the size
 * and the time.
 */
final class StoredDocumentType extends BasicDataType<Document> {
    /** A document's objects in memory take more than its bytes; it also keeps the pages that one write rewrites small. */
    private static final int MEMORY_PER_BYTE = 4;

    private volatile int averageBytes = 512;

    @Override
    public int getMemory(Document document) {
        return MEMORY_PER_BYTE * averageBytes;
    }

    @Override
    public boolean isMemoryEstimationAllowed() {
        return true;
    }

    @Override
    public void write(WriteBuffer into, Document document) {
        ByteBuf bytes = Unpooled.buffer(2 * averageBytes);
        try {
            BsonEncoder.encodeDocument(document, bytes);
            int length = bytes.readableBytes();
            into.putVarInt(length).put(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), length);
            averageBytes = Math.max(64, (15 * averageBytes + length) / 16);
        } finally {
            bytes.release();
        }
    }

    @Override
    public Document read(ByteBuffer from) {
        int length = DataUtils.readVarInt(from);
        ByteBuffer document = from.slice(from.position(), length);
        from.position(from.position() + length);
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(document));
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
