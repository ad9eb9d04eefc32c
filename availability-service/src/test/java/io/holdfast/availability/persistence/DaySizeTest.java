package io.holdfast.availability.persistence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.DayId;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.OfferingRules;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotRequest;
import io.holdfast.availability.domain.SlotRules;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.messaging.Outbox;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

import static org.assertj.core.api.Assertions.assertThat;

/** How large a day's document is, however many came and went. */
class DaySizeTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final DayId TUESDAY = new DayId(
            new TenantId("demo"), new ProfessionalId("dr-sarah-khan"), LocalDate.parse("2026-12-01"));
    private static final OfferingId CONSULTATION = new OfferingId("consultation-60");
    private static final Slot TEN =
            new Slot(Instant.parse("2026-12-01T04:30:00Z"), Instant.parse("2026-12-01T05:30:00Z"));

    @Test
    void fiveThousandCancelledBookingsLeaveTheDayAsSmallAsAnEmptyOne() {
        SlotRules rules = rules(1);
        CalendarDay day = CalendarDay.empty(TUESDAY);
        for (int i = 0; i < 5_000; i++) {
            var booking = new BookingRevision("3f0c0f5e-2a52-4c9b-8b52-3c3ef10e3%03x".formatted(i), 1);
            day = day.hold(request(booking), rules, NOW).aggregate();
            day = day.releaseForGood(booking).aggregate();
        }

        assertThat(sizeOf(day)).isLessThan(300 * 1024).isLessThan(sizeOf(CalendarDay.empty(TUESDAY)) + 100);
    }

    @Test
    void aDayThatIsFullIsFarFromTheStoresLimit() {
        SlotRules rules = rules(CalendarDay.MOST_RESERVATIONS);
        CalendarDay day = CalendarDay.empty(TUESDAY);
        for (int i = 0; i < CalendarDay.MOST_RESERVATIONS; i++) {
            var booking = new BookingRevision("3f0c0f5e-2a52-4c9b-8b52-3c3ef10e3%03x".formatted(i), 1);
            day = day.hold(request(booking), rules, NOW).aggregate();
        }

        assertThat(day.reservations()).hasSize(CalendarDay.MOST_RESERVATIONS);
        assertThat(sizeOf(day)).isLessThan(1024 * 1024);
    }

    @Test
    void aDayThatIsFullOfOtherCalendarsIsFarFromItAsWell() {
        CalendarDay day = CalendarDay.empty(TUESDAY);
        for (int calendar = 0; calendar < 20; calendar++) {
            List<Slot> times = IntStream.range(0, 2 * CalendarDay.MOST_BUSY)
                    .mapToObj(i -> TEN.start().plusSeconds(i * 120L))
                    .map(start -> new Slot(start, start.plusSeconds(60)))
                    .toList();
            day = day.replaceBusy("3f0c0f5e-2a52-4c9b-8b52-3c3ef10e3%03x".formatted(calendar), times, true, NOW).aggregate();
        }

        assertThat(day.busy()).hasSizeBetween(20, 20 * CalendarDay.MOST_BUSY);
        assertThat(sizeOf(day)).isLessThan(256 * 1024);
    }

    private static SlotRequest request(BookingRevision booking) {
        return new SlotRequest(
                TUESDAY.tenant(), TUESDAY.professional(), CONSULTATION, booking, "HF-2026-000001", TEN, SlotRequest.By.CLIENT, 1);
    }

    private static int sizeOf(CalendarDay day) {
        var mapping = new MongoMappingContext();
        mapping.setSimpleTypeHolder(new MongoCustomConversions(List.of()).getSimpleTypeHolder());
        var converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, mapping);
        converter.afterPropertiesSet();
        var document = new Document();
        converter.write(CalendarDayDocument.of(day, null, Outbox.EMPTY), document);
        return new RawBsonDocument(document, new DocumentCodec()).getByteBuffer().remaining();
    }

    private static SlotRules rules(int capacity) {
        return new SlotRules(
                new Professional(
                        TUESDAY.tenant(),
                        TUESDAY.professional(),
                        1,
                        true,
                        Set.of(CONSULTATION),
                        Optional.empty(),
                        Schedule.standard(ZoneId.of("Asia/Kolkata")),
                        Optional.empty()),
                new Offering(
                        CONSULTATION,
                        null,
                        List.of(Duration.ofMinutes(60)),
                        capacity,
                        OfferingRules.standard(),
                        false,
                        false,
                        Optional.empty()));
    }
}
