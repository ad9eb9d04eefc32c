package io.holdfast.defaults;

import java.nio.ByteBuffer;
import java.util.UUID;

import org.apache.commons.codec.digest.DigestUtils;

/** A UUID that follows from its cause, so that doing a thing again finds what was done the first time. */
public final class DerivedId {

    private DerivedId() {}

    /** An id that the same parts always give and other parts do not. */
    public static UUID of(String... parts) {
        var text = new StringBuilder();
        for (String part : parts) {
            // The length keeps ("ab", "c") apart from ("a", "bc").
            text.append(part.length()).append(':').append(part);
        }
        ByteBuffer hash = ByteBuffer.wrap(DigestUtils.sha256(text.toString()));
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
