package io.holdfast.defaults.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A row's place in a list that is ordered by an instant and then by id. It goes out as a text that says nothing to clients
 * and comes back as {@code after}.
 *
 * @param at in milliseconds, as stores keep them
 */
public record Cursor(Instant at, String id) {

    private static final int LONGEST = 400;
    private static final char BETWEEN = '~';

    /** @throws Problem 400 when it is none */
    public static Cursor parse(String text) {
        if (text.length() > LONGEST) {
            throw none();
        }
        try {
            String said = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)))
                    .toString();
            int end = said.indexOf(BETWEEN);
            if (end < 1 || said.substring(end + 1).isBlank()) {
                throw none();
            }
            return new Cursor(Instant.ofEpochMilli(Long.parseLong(said.substring(0, end))), said.substring(end + 1));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw none();
        }
    }

    private static Problem none() {
        return Problem.invalid("after", "is not what pagination.next said");
    }

    @Override
    public String toString() {
        String said = at.toEpochMilli() + String.valueOf(BETWEEN) + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(said.getBytes(StandardCharsets.UTF_8));
    }
}
