package io.holdfast.availability.saga;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.availability.domain.AnyoneRequest;
import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.Buffers;
import io.holdfast.availability.domain.KnownBooking;
import io.holdfast.availability.domain.Money;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.OfferingRules;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotRequest;
import io.holdfast.availability.domain.SlotRequest.By;
import io.holdfast.availability.domain.Tariff;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.imports.ScheduleRow;
import io.holdfast.availability.web.ImportedSchedules.Stretch;
import io.holdfast.defaults.imports.ImportPart;
import io.holdfast.messaging.PoisonMessage;
import org.jspecify.annotations.Nullable;

/** What this service reads of others' events. */
final class Received {

    private Received() {}

    /**
     * @param professionalId absent where the client takes anyone; and in MATCH mode, where nothing is held before one is found
     * @param manual         absent where no admin asks
     */
    record BookingRequested(
            String bookingId,
            String number,
            int revision,
            String mode,
            String offeringId,
            @Nullable String professionalId,
            Instant start,
            Instant end,
            @Nullable Boolean manual) {

        Optional<AnyoneRequest> anyones(TenantId tenant) {
            return professionalId == null && mode.equals("DIRECT")
                    ? Optional.of(new AnyoneRequest(
                            tenant,
                            new OfferingId(offeringId),
                            new BookingRevision(bookingId, revision),
                            number,
                            slot(start, end),
                            by(manual)))
                    : Optional.empty();
        }

        Optional<SlotRequest> request(TenantId tenant) {
            return Optional.ofNullable(professionalId).map(professional -> new SlotRequest(
                    tenant,
                    new ProfessionalId(professional),
                    new OfferingId(offeringId),
                    new BookingRevision(bookingId, revision),
                    number,
                    slot(start, end),
                    by(manual),
                    1));
        }
    }

    /**
     * @param professionalId  absent in MATCH mode: the slot is reserved when a professional accepts
     * @param clientId        absent for a guest
     * @param manageTokenHash absent for a signed-in client
     */
    record BookingPaid(
            String bookingId,
            int revision,
            String offeringId,
            @Nullable String professionalId,
            Instant start,
            Instant end,
            @Nullable String clientId,
            @Nullable String manageTokenHash) {

        Optional<KnownBooking> known(TenantId tenant) {
            return Optional.ofNullable(professionalId).map(professional -> KnownBooking.paid(
                    tenant, bookingId, new ProfessionalId(professional), end, clientId, manageTokenHash));
        }

        Optional<SlotRequest> request(TenantId tenant) {
            return Optional.ofNullable(professionalId).map(professional -> new SlotRequest(
                    tenant,
                    new ProfessionalId(professional),
                    new OfferingId(offeringId),
                    new BookingRevision(bookingId, revision),
                    null,
                    slot(start, end),
                    By.CLIENT,
                    1));
        }
    }

    /**
     * @param manual    absent where no admin asks
     * @param insteadOf the waitlist offer as which that slot is held; absent where the client chose it themselves
     */
    record RescheduleRequested(
            String bookingId,
            String number,
            int revision,
            String offeringId,
            String professionalId,
            Instant start,
            Instant end,
            RevisedSlot from,
            @Nullable Boolean manual,
            int attempt,
            @Nullable String insteadOf) {

        SlotRequest request(TenantId tenant) {
            return new SlotRequest(
                    tenant,
                    new ProfessionalId(professionalId),
                    new OfferingId(offeringId),
                    new BookingRevision(bookingId, revision),
                    number,
                    slot(start, end),
                    by(manual),
                    attempt);
        }

        Optional<BookingRevision> offer() {
            return Optional.ofNullable(insteadOf).map(Offer::holderOf);
        }

        BookingRevision previous() {
            return new BookingRevision(bookingId, from.revision());
        }
    }

    record BookingRescheduled(
            String bookingId,
            String number,
            OfferingRef offering,
            ClientRef client,
            ProfessionalRef professional,
            Instant end,
            RevisedSlot previous) {

        BookingEnded left() {
            return previous.of(bookingId);
        }

        KnownBooking known(TenantId tenant) {
            return new BookingDescribed(bookingId, number, offering, client, professional, end, null).known(tenant);
        }
    }

    /** Waiting for its professional to confirm it. */
    record BookingWaits(
            String bookingId,
            String number,
            OfferingRef offering,
            ClientRef client,
            ProfessionalRef professional,
            Instant end) {

        KnownBooking known(TenantId tenant) {
            return new BookingDescribed(bookingId, number, offering, client, professional, end, null)
                    .known(tenant)
                    .become(KnownBooking.Status.PENDING_CONFIRMATION);
        }
    }

    /**
     * Confirmed.
     *
     * @param manageTokenHash absent for a signed-in client
     */
    record BookingDescribed(
            String bookingId,
            String number,
            OfferingRef offering,
            ClientRef client,
            ProfessionalRef professional,
            Instant end,
            @Nullable String manageTokenHash) {

        KnownBooking known(TenantId tenant) {
            return new KnownBooking(
                    tenant,
                    bookingId,
                    KnownBooking.Status.CONFIRMED,
                    professional.professionalId(),
                    end,
                    client.subject(),
                    manageTokenHash,
                    number,
                    offering.name(),
                    client.name());
        }
    }

    record BookingCorrected(String bookingId, ClientRef client) {}

    /** Started, completed or missed. */
    record BookingGoesOn(String bookingId) {}

    record OfferingRef(String name) {}

    /** @param subject absent for a guest */
    record ClientRef(String name, @Nullable String subject) {}

    /**
     * A professional takes a booking for which the platform looked for somebody.
     *
     * @param attempt how often somebody has accepted this revision, from 1
     */
    record ProposalAccepted(
            String bookingId,
            String number,
            int revision,
            String offeringId,
            String professionalId,
            Instant start,
            Instant end,
            int attempt) {

        SlotRequest request(TenantId tenant) {
            return new SlotRequest(
                    tenant,
                    new ProfessionalId(professionalId),
                    new OfferingId(offeringId),
                    new BookingRevision(bookingId, revision),
                    number,
                    slot(start, end),
                    By.PROFESSIONAL,
                    attempt);
        }
    }

    /**
     * Somebody is looked for.
     *
     * @param previous    what a professional gave back; absent for the first search
     * @param pendingSlot what a reschedule had asked for by then; absent where none was under way
     */
    record AwaitingMatch(String bookingId, @Nullable RevisedSlot previous, @Nullable RevisedSlot pendingSlot) {

        /** All that it had or could still get. */
        List<BookingEnded> slots() {
            return Stream.of(Optional.ofNullable(previous), Optional.ofNullable(pendingSlot))
                    .flatMap(Optional::stream)
                    .map(slot -> slot.of(bookingId))
                    .toList();
        }
    }

    /** @param held what an offer had held for it; absent where the client chose the slot themselves */
    record BookingRejected(String bookingId, int revision, @Nullable RevisedSlot held) {

        BookingRevision booking() {
            return new BookingRevision(bookingId, revision);
        }

        Optional<BookingEnded> offered() {
            return Optional.ofNullable(held).map(slot -> slot.of(bookingId));
        }
    }

    /** @param insteadOf the waitlist offer that it would have taken over; absent where the client chose the slot themselves */
    record RescheduleRejected(String professionalId, Instant start, Instant end, @Nullable String insteadOf) {

        Optional<Offer> offered() {
            return Optional.ofNullable(insteadOf)
                    .map(id -> new Offer(Offer.holderOf(id), new ProfessionalId(professionalId), Received.slot(start, end)));
        }
    }

    /** A slot that is offered to somebody on a waitlist. */
    record Offer(BookingRevision holder, ProfessionalId professional, Slot slot) {

        /** An offer is the first revision of the booking that may come of it. */
        private static BookingRevision holderOf(String bookingId) {
            return new BookingRevision(bookingId, 1);
        }
    }

    /** @param deadline until when it is to be held */
    record WaitlistSlotWanted(
            String bookingId, String offeringId, String professionalId, Instant start, Instant end, Instant deadline) {

        SlotRequest request(TenantId tenant) {
            return new SlotRequest(
                    tenant,
                    new ProfessionalId(professionalId),
                    new OfferingId(offeringId),
                    Offer.holderOf(bookingId),
                    null,
                    slot(start, end),
                    By.WAITLIST,
                    1);
        }
    }

    record WaitlistPassed(String bookingId, ProfessionalRef professional, Instant start, Instant end) {

        Offer offer() {
            return new Offer(Offer.holderOf(bookingId), new ProfessionalId(professional.id()), slot(start, end));
        }
    }

    /**
     * Declined or expired, or one slot that a booking has no more.
     *
     * @param professionalId absent in MATCH mode, when it ended before a professional was found: there is no slot
     */
    record BookingEnded(String bookingId, int revision, @Nullable String professionalId, Instant start, Instant end) {

        BookingRevision booking() {
            return new BookingRevision(bookingId, revision);
        }

        Optional<ProfessionalId> professional() {
            return Optional.ofNullable(professionalId).map(ProfessionalId::new);
        }

        Slot slot() {
            return Received.slot(start, end);
        }
    }

    /** @param pendingSlot what a reschedule had asked for; absent where none was under way */
    record BookingCancelled(
            String bookingId,
            int revision,
            @Nullable ProfessionalRef professional,
            Instant start,
            Instant end,
            @Nullable RevisedSlot pendingSlot) {

        /** All that it has or could still get. */
        List<BookingEnded> slots() {
            var own = new BookingEnded(bookingId, revision, professional == null ? null : professional.id(), start, end);
            return pendingSlot == null ? List.of(own) : List.of(own, pendingSlot.of(bookingId));
        }
    }

    record ProfessionalRef(String id) {

        private ProfessionalId professionalId() {
            return new ProfessionalId(id);
        }
    }

    record RevisedSlot(int revision, String professionalId, Instant start, Instant end) {

        private BookingEnded of(String bookingId) {
            return new BookingEnded(bookingId, revision, professionalId, start, end);
        }
    }

    /** Registered or updated; both carry everything. */
    record ProfessionalChanged(
            String professionalId, String zone, Amount hourlyRate, List<String> offeringIds, boolean active) {

        Professional.Profile profile() {
            try {
                return new Professional.Profile(
                        new ProfessionalId(professionalId),
                        ZoneId.of(zone),
                        active,
                        offeringIds.stream().map(OfferingId::new).collect(Collectors.toSet()),
                        Optional.of(hourlyRate.toDomain()));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new PoisonMessage("The professional " + professionalId + " cannot be: " + e.getMessage(), e);
            }
        }
    }

    /** @param amount in minor units */
    record Amount(long amount, String currency) {

        private Money toDomain() {
            return Money.of(amount, currency);
        }
    }

    record ProfessionalDeactivated(String professionalId) {}

    /**
     * @param mode       how a professional comes to it
     * @param price      absent where it depends on the duration
     * @param hourlyRate absent where there is a fixed price, or where the professional's own rate applies
     */
    record OfferingPublished(
            String offeringId,
            String name,
            String mode,
            List<Integer> durations,
            @Nullable Amount price,
            @Nullable Amount hourlyRate,
            int capacity,
            OfferingTerms rules) {

        Offering offering() {
            try {
                return new Offering(
                        new OfferingId(offeringId),
                        name,
                        durations.stream().map(Duration::ofMinutes).toList(),
                        capacity,
                        rules.toDomain(),
                        "MATCH".equals(mode),
                        false,
                        Optional.of(tariff()));
            } catch (IllegalArgumentException e) {
                throw new PoisonMessage("The offering " + offeringId + " cannot be: " + e.getMessage(), e);
            }
        }

        private Tariff tariff() {
            return new Tariff(
                    price == null ? null : price.toDomain(), hourlyRate == null ? null : hourlyRate.toDomain());
        }
    }

    record OfferingTerms(
            int minNoticeMinutes,
            int maxDaysAhead,
            boolean sameDay,
            int bufferBeforeMinutes,
            int bufferAfterMinutes,
            int holdMinutes) {

        private OfferingRules toDomain() {
            return new OfferingRules(
                    Duration.ofMinutes(minNoticeMinutes),
                    maxDaysAhead,
                    sameDay,
                    Buffers.ofMinutes(bufferBeforeMinutes, bufferAfterMinutes),
                    Duration.ofMinutes(holdMinutes));
        }
    }

    record OfferingRetired(String offeringId) {}

    private static By by(@Nullable Boolean manual) {
        return Boolean.TRUE.equals(manual) ? By.ADMIN : By.CLIENT;
    }

    private static Slot slot(Instant start, Instant end) {
        if (!start.isBefore(end)) {
            throw new PoisonMessage("The booking ends at " + end + ", not after its start at " + start + ".", null);
        }
        return new Slot(start, end);
    }

    /** {@code import.professionals-submitted.v1} */
    record ProfessionalsSubmitted(String importId, int chunk, boolean dryRun, List<Imported> professionals) {

        record Imported(
                int line,
                String professionalId,
                @Nullable String zone,
                @Nullable List<Hours> hours,
                @Nullable List<Hours> breaks) {

            ScheduleRow toDomain() {
                return new ScheduleRow(line, professionalId, zone, stretches(hours), stretches(breaks));
            }

            private static @Nullable List<Stretch> stretches(@Nullable List<Hours> said) {
                return said == null
                        ? null
                        : said.stream().map(one -> new Stretch(one.day(), one.start(), one.end())).toList();
            }
        }

        record Hours(String day, String start, String end) {}

        ImportPart part(String tenant) {
            return new ImportPart(tenant, importId, chunk, dryRun);
        }

        List<ScheduleRow> rows() {
            return professionals.stream().map(Imported::toDomain).toList();
        }
    }
}
