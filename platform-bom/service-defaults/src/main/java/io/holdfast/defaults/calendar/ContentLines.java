package io.holdfast.defaults.calendar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Folds content lines (RFC 5545, 3.1): 75 octets at most, the line break apart. The outputter of ical4j counts characters
 * instead, and a line of Devanagari then has three times as many octets.
 */
final class ContentLines {

    private static final int LONGEST = 75;
    private static final byte[] BREAK = {'\r', '\n'};

    private ContentLines() {}

    /** @param unfolded lines that end in CR LF, each property on one */
    static byte[] fold(String unfolded) {
        var folded = new ByteArrayOutputStream(unfolded.length() * 2);
        unfolded.lines().forEach(line -> write(line, folded));
        return folded.toByteArray();
    }

    private static void write(String line, ByteArrayOutputStream folded) {
        int octets = 0;
        int at = 0;
        while (at < line.length()) {
            int codePoint = line.codePointAt(at);
            byte[] character = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
            if (octets + character.length > LONGEST) {
                folded.writeBytes(BREAK);
                folded.write(' ');
                octets = 1;
            }
            folded.writeBytes(character);
            octets += character.length;
            at += Character.charCount(codePoint);
        }
        folded.writeBytes(BREAK);
    }
}
