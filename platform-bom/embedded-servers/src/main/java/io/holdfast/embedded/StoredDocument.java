package io.holdfast.embedded;

import java.util.Arrays;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A document as BSON, and as objects once somebody has looked into it. So it is encoded once however often the page it
 * lies on is written, and a page that is read does not decode its other documents.
 *
 * <p>Nobody changes either. The objects are guarded by the collection's lock.
 */
final class StoredDocument {
    private static final int USUAL_BYTES = 1024;

    private final byte[] bson;
    private @Nullable Document document;

    private StoredDocument(byte[] bson, @Nullable Document document) {
        this.bson = bson;
        this.document = document;
    }

    static StoredDocument of(Document document) {
        ByteBuf bytes = Unpooled.buffer(USUAL_BYTES);
        try {
            BsonEncoder.encodeDocument(document, bytes);
            int begin = bytes.arrayOffset() + bytes.readerIndex();
            return new StoredDocument(Arrays.copyOfRange(bytes.array(), begin, begin + bytes.readableBytes()), document);
        } finally {
            bytes.release();
        }
    }

    static StoredDocument ofBson(byte[] bson) {
        return new StoredDocument(bson, null);
    }

    byte[] bson() {
        return bson;
    }

    Document document() {
        Document known = document;
        if (known == null) {
            known = decoded();
            document = known;
        }
        return known;
    }

    /** For who reads all documents once: kept as objects they would fill the memory. */
    Document decoded() {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }
}
