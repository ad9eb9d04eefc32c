package io.holdfast.notification.preferences;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.holdfast.notification.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.holdfast.notification.Channel.EMAIL;
import static io.holdfast.notification.Channel.PUSH;
import static io.holdfast.notification.Channel.SMS;
import static io.holdfast.notification.preferences.MessageGroup.ESSENTIAL;
import static io.holdfast.notification.preferences.MessageGroup.REMINDERS;
import static org.assertj.core.api.Assertions.assertThat;

/** By which channels somebody gets a message, and when. */
class ChannelChoiceTest {

    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    // 23:30 in Kolkata.
    private static final Instant NIGHT = Instant.parse("2026-12-01T18:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-12-02T01:30:00Z");
    private static final Instant NOON = Instant.parse("2026-12-02T06:30:00Z");
    private static final QuietHours NIGHTS = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), KOLKATA);
    private static final PushSubscription BROWSER = new PushSubscription("https://fcm.googleapis.com/x", "k", "a", NIGHT);
    private static final Set<Channel> ALL = Set.of(EMAIL, SMS, PUSH);
    private static final ChannelChoice.Message LATE_REMINDER = reminder(Set.of(PUSH), true);
    private static final ChannelChoice.Message EARLY_REMINDER = reminder(Set.of(EMAIL), false);

    @Test
    void withoutAWordOfTheirsTheyGetWhatIsUsual() {
        assertThat(ChannelChoice.of(EARLY_REMINDER, wants(Map.of(), null), ALL, NIGHT))
                .containsExactly(new ChannelChoice(EMAIL, NIGHT, null));
    }

    @Test
    void choosingWhatIsUsualChangesNothing() {
        PersonPreferences usual = wants(Map.of(REMINDERS, Set.of(EMAIL, PUSH)), null);

        assertThat(ChannelChoice.of(EARLY_REMINDER, usual, ALL, NIGHT)).containsExactly(new ChannelChoice(EMAIL, NIGHT, null));
        assertThat(ChannelChoice.of(LATE_REMINDER, usual, ALL, NIGHT)).containsExactly(new ChannelChoice(PUSH, NIGHT, null));
    }

    @Test
    void aChannelBeyondTheUsualGetsTheWholeGroup() {
        PersonPreferences bySms = wants(Map.of(REMINDERS, Set.of(SMS)), null);

        assertThat(ChannelChoice.of(EARLY_REMINDER, bySms, ALL, NIGHT)).containsExactlyInAnyOrder(
                new ChannelChoice(EMAIL, NIGHT, ChannelChoice.NOT_WANTED), new ChannelChoice(SMS, NIGHT, null));
        assertThat(ChannelChoice.of(LATE_REMINDER, bySms, ALL, NIGHT)).containsExactlyInAnyOrder(
                new ChannelChoice(PUSH, NIGHT, ChannelChoice.NOT_WANTED), new ChannelChoice(SMS, NIGHT, null));
    }

    @Test
    void whatIsOffOrHasNoBrowserIsNotSpokenOf() {
        PersonPreferences bySms = wants(Map.of(REMINDERS, Set.of(SMS, PUSH)), null);
        PersonPreferences withoutBrowser = new PersonPreferences(1, bySms.chosen(), null, List.of());

        assertThat(ChannelChoice.of(LATE_REMINDER, bySms, Set.of(EMAIL), NIGHT)).isEmpty();
        assertThat(ChannelChoice.of(LATE_REMINDER, withoutBrowser, ALL, NIGHT)).containsExactly(new ChannelChoice(SMS, NIGHT, null));
    }

    @Test
    void quietHoursPutOffWhatIsNotUrgent() {
        PersonPreferences quiet = wants(Map.of(), NIGHTS);

        assertThat(ChannelChoice.of(EARLY_REMINDER, quiet, ALL, NIGHT)).containsExactly(new ChannelChoice(EMAIL, MORNING, null));
        assertThat(ChannelChoice.of(LATE_REMINDER, quiet, ALL, NIGHT)).containsExactly(new ChannelChoice(PUSH, NIGHT, null));
        assertThat(ChannelChoice.of(EARLY_REMINDER, quiet, ALL, MORNING)).containsExactly(new ChannelChoice(EMAIL, MORNING, null));
    }

    @Test
    void aReminderThatWouldComeTooLateIsSkippedAndWhatBecameOfABookingIsNot() {
        PersonPreferences quiet = wants(Map.of(), NIGHTS);
        var tooLate = new ChannelChoice.Message(REMINDERS, Set.of(EMAIL), Set.of(EMAIL), false, MORNING);
        var cancelled = new ChannelChoice.Message(ESSENTIAL, Set.of(EMAIL, PUSH), Set.of(EMAIL, PUSH), false, MORNING);

        assertThat(ChannelChoice.of(tooLate, quiet, ALL, NIGHT))
                .containsExactly(new ChannelChoice(EMAIL, NIGHT, ChannelChoice.TOO_LATE_AFTER_QUIET_HOURS));
        assertThat(ChannelChoice.of(cancelled, quiet, ALL, NIGHT))
                .containsExactly(new ChannelChoice(EMAIL, NIGHT, null), new ChannelChoice(PUSH, NIGHT, null));
    }

    @Test
    void mailOfWhatBecameOfABookingWakesNobody() {
        var confirmed = new ChannelChoice.Message(ESSENTIAL, Set.of(EMAIL, PUSH), Set.of(EMAIL, PUSH), false, NOON);

        assertThat(ChannelChoice.of(confirmed, wants(Map.of(), NIGHTS), ALL, NIGHT))
                .containsExactly(new ChannelChoice(EMAIL, NIGHT, null), new ChannelChoice(PUSH, MORNING, null));
    }

    /** Berlin's clocks go forward on 29 March 2026 at 02:00 and back on 25 October 2026 at 03:00. */
    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-12-01T20:59:59Z, ",
        "22:00, 07:00, 2026-12-01T21:00:00Z, 2026-12-02T06:00:00Z",
        "22:00, 07:00, 2026-12-02T05:59:59Z, 2026-12-02T06:00:00Z",
        "22:00, 07:00, 2026-12-02T06:00:00Z, ",
        "13:00, 15:00, 2026-12-01T13:00:00Z, 2026-12-01T14:00:00Z",
        "13:00, 15:00, 2026-12-01T14:00:00Z, ",
        "22:00, 07:00, 2026-03-28T23:00:00Z, 2026-03-29T05:00:00Z",
        "22:00, 02:30, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
        "22:00, 07:00, 2026-10-24T22:00:00Z, 2026-10-25T06:00:00Z",
        "22:00, 02:30, 2026-10-25T01:15:00Z, ",
    })
    void quietHoursEndByTheClockOnTheWall(LocalTime from, LocalTime to, Instant now, Instant end) {
        assertThat(new QuietHours(from, to, ZoneId.of("Europe/Berlin")).endAt(now).orElse(null)).isEqualTo(end);
    }

    private static ChannelChoice.Message reminder(Set<Channel> byKind, boolean urgent) {
        return new ChannelChoice.Message(REMINDERS, byKind, Set.of(EMAIL, PUSH), urgent, NOON);
    }

    private static PersonPreferences wants(Map<MessageGroup, Set<Channel>> chosen, QuietHours quiet) {
        return new PersonPreferences(1, chosen, quiet, List.of(BROWSER));
    }
}
