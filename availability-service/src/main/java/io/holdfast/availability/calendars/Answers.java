package io.holdfast.availability.calendars;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import okhttp3.Response;
import org.springframework.util.unit.DataSize;

/** What calendars' servers answer, as far as it is the same for all of them. */
final class Answers {

    private Answers() {}

    /** @throws Unreadable when there is more than {@code largest} of it */
    static String text(Response answer, DataSize largest) throws IOException, Unreadable {
        byte[] bytes = Objects.requireNonNull(answer.body()).byteStream().readNBytes((int) largest.toBytes() + 1);
        if (bytes.length > largest.toBytes()) {
            throw new Unreadable("The calendar is larger than " + largest.toKilobytes() + " KB.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What it means that this is no success. */
    static Unreadable refusal(Response answer) {
        return new Unreadable(switch (answer.code()) {
            case 401, 403 -> "The calendar's server does not let us read it.";
            case 404, 410 -> "There is no calendar at this address.";
            case 429 -> "The calendar's server was asked too often.";
            default -> "The calendar's server answered " + answer.code() + ".";
        });
    }
}
