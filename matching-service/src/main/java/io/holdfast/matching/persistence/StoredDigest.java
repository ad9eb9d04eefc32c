package io.holdfast.matching.persistence;

import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/**
 * A candidate's document as a search reads it, from the answer's own bytes.
 *
 * @param digest see {@link CandidateDigest}; null where there is none
 */
record StoredDigest(String id, byte @Nullable [] digest) {

    static final Codec<StoredDigest> CODEC = new Codec<>() {

        @Override
        public StoredDigest decode(BsonReader reader, DecoderContext context) {
            String id = "";
            byte[] digest = null;
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                String name = reader.readName();
                if (name.equals("_id")) {
                    id = reader.readString();
                } else if (name.equals(CandidateDocument.DIGEST) && reader.getCurrentBsonType() == BsonType.BINARY) {
                    digest = reader.readBinaryData().getData();
                } else {
                    reader.skipValue();
                }
            }
            reader.readEndDocument();
            return new StoredDigest(id, digest);
        }

        @Override
        public void encode(BsonWriter writer, StoredDigest value, EncoderContext context) {
            throw new UnsupportedOperationException("It is written with its document.");
        }

        @Override
        public Class<StoredDigest> getEncoderClass() {
            return StoredDigest.class;
        }
    };
}
