package io.holdfast.availability.calendars;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.holdfast.availability.domain.BusyCalendar;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How a calendar is reached, as it is stored. */
class AccessSealTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    private static final CalendarAccess ACCESS =
            new CalendarAccess("c-1", "https://calendar.example.com/secret", "asha", "password");

    @Test
    void itOpensWhatItSealedForThatCalendarAlone() {
        AccessSeal seal = seal("a-secret-of-thirty-two-characters");
        String sealed = seal.seal(ACCESS);

        assertThat(sealed).doesNotContain("secret", "asha", "password").isNotEqualTo(seal.seal(ACCESS));
        assertThat(seal.open(calendar("c-1", sealed))).contains(ACCESS);
        assertThat(seal.open(calendar("c-2", sealed))).isEmpty();
        assertThat(seal.open(calendar("c-1", "nonsense"))).isEmpty();
        assertThat(seal.open(calendar("c-1", sealed.substring(4)))).isEmpty();
        assertThat(seal("another-secret-of-32-characters-x").open(calendar("c-1", sealed))).isEmpty();
    }

    @Test
    void withoutASecretNothingIsSealed() {
        AccessSeal off = seal("");

        assertThat(off.isOn()).isFalse();
        assertThatThrownBy(() -> off.seal(ACCESS)).isInstanceOf(IllegalStateException.class);
        assertThat(off.open(calendar("c-1", "anything"))).isEmpty();
        assertThatThrownBy(() -> seal("short")).hasMessageContaining("HOLDFAST_CALENDAR_SECRET");
    }

    @Test
    void whatIsPrintedTellsNothing() {
        assertThat(ACCESS.toString()).isEqualTo("CalendarAccess[c-1]");
        assertThat(calendar("c-1", "sealed").toString()).doesNotContain("sealed", "example.com");
        assertThat(settings("a-secret-of-thirty-two-characters").toString()).doesNotContain("thirty");
    }

    private static AccessSeal seal(String secret) {
        return new AccessSeal(settings(secret));
    }

    private static OutsideSettings settings(String secret) {
        return new OutsideSettings(secret, List.of(), Duration.ofSeconds(1), DataSize.ofMegabytes(1), 100, "holdfast");
    }

    private static BusyCalendar calendar(String id, String sealed) {
        return new BusyCalendar(
                id, new TenantId("demo"), new ProfessionalId("dr-sarah-khan"), BusyCalendar.Kind.ICS, "Private",
                "calendar.example.com", sealed, "hash", NOW, NOW, 0, null, null, null, null);
    }
}
