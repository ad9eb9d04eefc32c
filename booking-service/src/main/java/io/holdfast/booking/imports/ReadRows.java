package io.holdfast.booking.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.holdfast.booking.application.BookingDraft;
import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.application.Catalogue;
import io.holdfast.booking.application.Refused;
import io.holdfast.booking.application.RequestBooking;
import io.holdfast.booking.contacts.Contacts;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.Professionals;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.BookingSearch;
import io.holdfast.booking.domain.booking.BookingSearch.Whose;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.imports.Import;
import io.holdfast.booking.domain.imports.ProfessionalRow;
import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.booking.domain.imports.RowStatus;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.Offerings;
import io.holdfast.booking.offerings.ImportedOfferings;
import io.holdfast.booking.web.ImportedBookings;
import io.holdfast.booking.web.ImportedBookings.ReadClient;
import io.holdfast.booking.web.ImportedBookings.SaidBooking;
import io.holdfast.booking.web.ImportedBookings.SaidClient;
import io.holdfast.defaults.DerivedId;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads rows as what they mean, by the rules that requests are held to and by what is stored. The rows of a pass are read in their
 * order, since each may speak of those before it.
 */
@Component
class ReadRows {

    /** How often a booking is asked for anew that was turned down in an import before. */
    private static final int MOST_TRIES = 5;
    /** After it, who was to be imported and is not known here counts as not existing. */
    private static final Duration LONGEST_PROJECTION = Duration.ofSeconds(60);
    private static final int MOST_OVERLAPPING = 100;
    private static final Duration LONGEST_BOOKING = Duration.ofDays(1);
    /** A row that is no booking: time that somebody keeps for something else. */
    static final String UNAVAILABILITY = "unavailability";

    private static final Set<String> CALLED_OFF = Set.of(
            "cancelled", "canceled", "rejected", "declined", "expired", "no-show", "no_show", "draft", UNAVAILABILITY);

    private final ImportedOfferings importedOfferings;
    private final ImportedBookings importedBookings;
    private final Offerings offerings;
    private final Professionals professionals;
    private final Contacts contacts;
    private final Bookings bookings;
    private final RequestBooking requestBooking;
    private final BookingSettings settings;
    private final Clock clock;

    ReadRows(
            ImportedOfferings importedOfferings,
            ImportedBookings importedBookings,
            Offerings offerings,
            Professionals professionals,
            Contacts contacts,
            Bookings bookings,
            RequestBooking requestBooking,
            BookingSettings settings,
            Clock clock) {
        this.importedOfferings = importedOfferings;
        this.importedBookings = importedBookings;
        this.offerings = offerings;
        this.professionals = professionals;
        this.contacts = contacts;
        this.bookings = bookings;
        this.requestBooking = requestBooking;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param writes whether it is about to be written, or only checked */
    Reading read(Import job, RowKind kind, Row row, boolean writes, ImportedFile file) {
        return switch (kind) {
            case OFFERINGS -> offering(job.tenant(), row, file);
            case PROFESSIONALS -> professional(job, row, file);
            case CONTACTS -> contact(job.tenant(), row, file);
            case BOOKINGS -> new BookingReader(job, row, writes, file).read();
        };
    }

    private Reading offering(TenantId tenant, Row row, ImportedFile file) {
        var cells = new Cells(RowKind.OFFERINGS, row);
        String id = identity(cells, RowKind.OFFERINGS, row, file);
        Currency usual = usualCurrency(tenant);
        var said = new ImportedOfferings.Said(
                id, cells.text("name"), cells.text("description"), cells.text("language"), cells.confirmation(),
                cells.wholes("durations"), cells.money("price", usual), cells.money("hourlyRate", usual),
                cells.whole("capacity"), cells.flag("video"), cells.flag("active"));
        Offering offering = id.isEmpty() ? null : read(cells, () -> importedOfferings.read(tenant, said));
        if (offering == null || !cells.isSound()) {
            return new Reading.Refused(cells.violations());
        }
        file.add(offering);
        RowStatus status = offerings.find(tenant, offering.id())
                .map(there -> there.equals(offering) ? RowStatus.UNCHANGED : RowStatus.UPDATED)
                .orElse(RowStatus.CREATED);
        return new Reading.Writable(status, () -> offerings.put(offering));
    }

    private Reading professional(Import job, Row row, ImportedFile file) {
        var cells = new Cells(RowKind.PROFESSIONALS, row);
        String id = identity(cells, RowKind.PROFESSIONALS, row, file);
        Money rate = cells.money("hourlyRate", usualCurrency(job.tenant()));
        String phone = cells.text("phone");
        var said = new ProfessionalRow(
                row.line(), id, cells.text("displayName"), cells.text("email"),
                phone == null ? null : importedBookings.normalised(job.tenant(), phone), cells.text("category"),
                rate == null ? null : rate.minorUnits(), rate == null ? null : rate.currency().getCurrencyCode(),
                cells.text("zone"), cells.list("languages"), cells.list("offeringIds"), cells.flag("active"),
                cells.stretches("hours"), cells.stretches("breaks"));
        if (!cells.isSound()) {
            return new Reading.Refused(cells.violations());
        }
        if (!job.progress().unwanted().contains(row.line()) && !Boolean.FALSE.equals(said.active())) {
            file.add(summary(job.tenant(), said, rate));
        }
        return new Reading.OthersToSay(said);
    }

    /** As bookings will know them. */
    private ProfessionalSummary summary(TenantId tenant, ProfessionalRow said, @Nullable Money rate) {
        var id = new ProfessionalId(said.id());
        Optional<ProfessionalSummary> known = professionals.find(tenant, id);
        String name = said.displayName() == null
                ? known.map(there -> there.ref().displayName()).orElse(said.id())
                : said.displayName();
        Set<OfferingId> provides = said.offeringIds() == null
                ? known.map(ProfessionalSummary::offerings).orElse(Set.of())
                : said.offeringIds().stream().map(OfferingId::new).collect(Collectors.toSet());
        String zone = Objects.requireNonNullElse(said.zone(), "UTC");
        return new ProfessionalSummary(
                new ProfessionalRef(id, name),
                rate == null
                        ? known.map(ProfessionalSummary::hourlyRate).orElse(Money.zero(usualCurrency(tenant)))
                        : rate,
                known.map(ProfessionalSummary::zone).orElse(ZoneId.getAvailableZoneIds().contains(zone) ? zone : "UTC"),
                provides);
    }

    private Reading contact(TenantId tenant, Row row, ImportedFile file) {
        var cells = new Cells(RowKind.CONTACTS, row);
        var said = new SaidClient(
                cells.text("name"), cells.text("email"), cells.text("phone"), cells.text("language"), cells.text("notes"));
        String id = cells.text("id");
        if (id != null) {
            file.add(id, said);
        }
        ReadClient client = read(cells, () -> importedBookings.readClient(tenant, said));
        if (client != null) {
            file.earlier(RowKind.CONTACTS, Client.mailboxOf(client.contact().email()), row.line())
                    .ifPresent(line -> cells.wrong("email", "stands in line " + line + " already"));
        }
        if (client == null || !cells.isSound()) {
            return new Reading.Refused(cells.violations());
        }
        var taken = new Contacts.Said(client.contact(), client.language(), client.notes());
        return new Reading.Writable(contacts.wouldTake(tenant, taken), () -> contacts.take(tenant, taken));
    }

    private static String identity(Cells cells, RowKind kind, Row row, ImportedFile file) {
        String id = cells.needed("id");
        if (!id.isEmpty()) {
            file.earlier(kind, id, row.line()).ifPresent(line -> cells.wrong("id", "stands in line " + line + " already"));
        }
        return id;
    }

    private Currency usualCurrency(TenantId tenant) {
        return Currency.getInstance(settings.currencyOf(tenant.value()));
    }

    /** Null, with what is wrong in {@code cells}, where a rule of requests is against it. */
    private static <T> @Nullable T read(Cells cells, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (Problem problem) {
            cells.wrong(problem.errors());
        } catch (Refused refused) {
            cells.wrong(ImportedBookings.violations(refused));
        }
        return null;
    }

    /** Reads one booking's row. */
    private final class BookingReader {

        private final Import job;
        private final TenantId tenant;
        private final Row row;
        private final boolean writes;
        private final ImportedFile file;
        private final Cells cells;

        BookingReader(Import job, Row row, boolean writes, ImportedFile file) {
            this.job = job;
            this.tenant = job.tenant();
            this.row = row;
            this.writes = writes;
            this.file = file;
            this.cells = new Cells(RowKind.BOOKINGS, row);
        }

        Reading read() {
            String source = identity(cells, RowKind.BOOKINGS, row, file);
            if (CALLED_OFF.contains(Objects.requireNonNullElse(cells.text("status"), "").toLowerCase(Locale.ROOT))) {
                return new Reading.LeftOut();
            }
            ZoneId own = cells.zone("zone");
            ZoneId zone = own == null ? professionalsZone() : own;
            Instant start = cells.instant("start", zone);
            if (start != null && !start.isAfter(clock.instant())) {
                return new Reading.LeftOut();
            }
            SaidClient client = client();
            Integer duration = duration(start, zone);
            var said = new SaidBooking(
                    cells.text("offeringId"), cells.text("professionalId"), start, duration, client,
                    own == null ? null : own.getId());
            BookingDraft draft = ReadRows.read(cells, () -> importedBookings.readBooking(tenant, job.options().requestedBy(), said));
            if (draft == null || !cells.isSound()) {
                return new Reading.Refused(cells.violations());
            }
            return withDraft(source, draft);
        }

        private Reading withDraft(String source, BookingDraft draft) {
            for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
                var id = new BookingId(DerivedId.of(
                                "imported-booking", tenant.value(), job.options().source(), source, String.valueOf(attempt))
                        .toString());
                Optional<Booking> there = bookings.find(tenant, id);
                if (there.isEmpty()) {
                    return bookable(id, draft);
                }
                Optional<String> rejection = importedBookings.whyRejected(there.get());
                if (rejection.isEmpty() || isOurs(there.get())) {
                    return new Reading.Bookable(RowStatus.UNCHANGED, id, draft, there.get());
                }
                if (attempt == MOST_TRIES) {
                    cells.wrong("start", rejection.get());
                }
            }
            return new Reading.Refused(cells.violations());
        }

        /** Whether this import has asked for it, of which it now hears the end. */
        private boolean isOurs(Booking booking) {
            return !booking.terms().requestedAt().isBefore(job.requestedAt());
        }

        private Reading bookable(BookingId id, BookingDraft draft) {
            if (writes && isToBeKnown(draft)) {
                return new Reading.TooEarly();
            }
            Integer minutes = ReadRows.read(cells, () -> requestBooking.checkTakeOver(id, draft, catalogue()));
            if (minutes == null) {
                return new Reading.Refused(cells.violations());
            }
            // Once it is asked for, availability alone knows what is in the way.
            if (!writes && draft.professional() != null) {
                Instant end = draft.start().plus(Duration.ofMinutes(minutes));
                requireFree(draft.professional(), draft, end);
                if (!cells.isSound()) {
                    return new Reading.Refused(cells.violations());
                }
                file.take(draft.professional(), draft.start(), end, row.line());
            }
            return new Reading.Bookable(RowStatus.CREATED, id, draft, null);
        }

        /** Whether somebody of this import is on their way here. */
        private boolean isToBeKnown(BookingDraft draft) {
            ProfessionalId id = draft.professional();
            Optional<ProfessionalSummary> imported = id == null ? Optional.empty() : file.professional(id);
            if (id == null || imported.isEmpty()) {
                return false;
            }
            boolean known = professionals.find(tenant, id)
                    .filter(there -> there.offerings().containsAll(imported.get().offerings()))
                    .isPresent();
            Instant now = clock.instant();
            return !known && now.isBefore(file.waitingSince(now).plus(LONGEST_PROJECTION));
        }

        private Catalogue catalogue() {
            Catalogue stored = Catalogue.of(offerings, professionals);
            return writes ? stored : new Catalogue() {
                @Override
                public Optional<Offering> offering(TenantId tenant, OfferingId id) {
                    return file.offering(id).or(() -> stored.offering(tenant, id));
                }

                @Override
                public Optional<ProfessionalSummary> professional(TenantId tenant, ProfessionalId id) {
                    return file.professional(id).or(() -> stored.professional(tenant, id));
                }
            };
        }

        private void requireFree(ProfessionalId professional, BookingDraft draft, Instant end) {
            int capacity = catalogue().offering(tenant, draft.offering()).map(Offering::capacity).orElse(1);
            List<Integer> lines = file.overlapping(professional, draft.start(), end, row.line());
            List<Booking> booked = overlapping(professional, draft.start(), end);
            if (lines.size() + booked.size() < capacity) {
                return;
            }
            booked.forEach(other -> cells.wrong("start", "That time is taken by " + other.terms().number().value() + " from "
                    + other.state().slot().start() + " to " + other.state().slot().end() + "."));
            lines.forEach(line -> cells.wrong("start", "That time is taken by line " + line + " already."));
        }

        private List<Booking> overlapping(ProfessionalId professional, Instant start, Instant end) {
            var near = new BookingSearch(
                    tenant, new Whose.Professionals(professional), null, start.minus(LONGEST_BOOKING), end, Instant.MIN, null);
            return bookings.search(near, 1, MOST_OVERLAPPING).items().stream()
                    .filter(other -> !other.status().isOver())
                    .filter(other -> other.state().slot().end().isAfter(start))
                    .toList();
        }

        /** In which wall times are meant where the row names no zone. */
        private @Nullable ZoneId professionalsZone() {
            String professional = cells.text("professionalId");
            if (professional == null) {
                return null;
            }
            var id = new ProfessionalId(professional);
            return file.professional(id)
                    .or(() -> professionals.find(tenant, id))
                    .map(there -> ZoneId.of(there.zone()))
                    .orElse(null);
        }

        private @Nullable Integer duration(@Nullable Instant start, @Nullable ZoneId zone) {
            Integer minutes = cells.whole("duration");
            if (minutes != null || start == null || cells.text("end") == null) {
                return minutes;
            }
            Instant end = cells.instant("end", zone);
            return end == null ? null : (Integer) (int) Duration.between(start, end).toMinutes();
        }

        private SaidClient client() {
            String id = cells.text("contactId");
            Optional<SaidClient> known = id == null ? Optional.empty() : file.client(id);
            String notes = cells.text("notes");
            if (id != null && known.isEmpty() && cells.text("clientEmail") == null) {
                cells.wrong("contactId", "is no contact of this import");
            }
            return known.map(there -> new SaidClient(
                            there.name(), there.email(), there.phone(),
                            Objects.requireNonNullElse(cells.text("language"), Objects.requireNonNullElse(there.language(), "en")),
                            notes))
                    .orElseGet(() -> new SaidClient(
                            cells.text("clientName"), cells.text("clientEmail"), cells.text("clientPhone"), cells.text("language"),
                            notes));
        }
    }
}
