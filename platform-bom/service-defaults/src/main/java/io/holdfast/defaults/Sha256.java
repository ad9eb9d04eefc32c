package io.holdfast.defaults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Hashes of text. */
public final class Sha256 {

    private Sha256() {}

    /** The hash in hexadecimal. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(digest(text));
    }

    /** An id that the same parts always give and other parts do not. */
    public static UUID id(String... parts) {
        var text = new StringBuilder();
        for (String part : parts) {
            // The length keeps ("ab", "c") apart from ("a", "bc").
            text.append(part.length()).append(':').append(part);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest(text.toString()));
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
