package io.holdfast.matching.domain.waitlist;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.waitlist.LineId.Kind;
import org.jspecify.annotations.Nullable;

/** Lines and who stands in them, as tests want them. */
public final class WaitingMother {

    public static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
    public static final Instant START = Instant.parse("2026-12-03T09:00:00Z");
    public static final LocalDate DATE = LocalDate.parse("2026-12-03");
    public static final AnswerRules RULES = new AnswerRules(Duration.ofMinutes(30), Duration.ofMinutes(10));
    public static final LineId LINE = new LineId(new TenantId("demo"), Kind.PROFESSIONAL, "dr-sarah-khan", DATE);

    private WaitingMother() {}

    public static Applicant guest(String name) {
        return new Applicant(
                "guest:" + name + "@example.com", null, name, name + "@example.com", "+919812345678", null, null, Map.of(), "en",
                "Asia/Kolkata", null);
    }

    public static Wish wish(int minutes, @Nullable Instant start) {
        return new Wish("consultation-60", "Consultation", minutes, 120, start, null);
    }

    public static Wish moving(String bookingId, Instant from) {
        return new Wish("consultation-60", "Consultation", 60, 120, null, new Wish.Move(bookingId, from));
    }

    public static Entry entry(String name, Wish wish) {
        return Entry.joining("e-" + name, wish, guest(name), null, NOW);
    }

    /** An hour for any of the day. */
    public static Entry entry(String name) {
        return entry(name, wish(60, null));
    }

    static WaitingLine line(Entry... entries) {
        WaitingLine line = WaitingLine.empty(LINE);
        for (Entry entry : entries) {
            line = line.join(entry).aggregate();
        }
        return line;
    }

    /** From {@link #START} on. */
    public static Gap gap(String id, int minutes) {
        return Gap.of(id, "dr-sarah-khan", "Dr. Sarah Khan", START, START.plus(Duration.ofMinutes(minutes)));
    }
}
