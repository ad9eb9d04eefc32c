package io.holdfast.matching.persistence;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.AskedBefore;
import io.holdfast.matching.domain.match.Candidate;
import io.holdfast.matching.domain.match.Candidates;
import io.holdfast.matching.domain.match.DayOff;
import io.holdfast.matching.domain.match.Occupancy;
import io.holdfast.matching.domain.match.Position;
import io.holdfast.matching.domain.match.WorkingHours;
import io.holdfast.matching.persistence.CandidateDocument.SchedulePart;
import io.holdfast.messaging.Gatherings;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.mongo.GatheredProjections;
import io.holdfast.messaging.mongo.Projections;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistries;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** A projection of what professionals, calendars, slots and this service's own proposals say. */
@Component
class MongoCandidates implements Candidates {

    /** More than a professional can do between now and the end of the booking window, with half an hour each. */
    static final int MOST_OCCUPIED = 1_000;

    static final int MOST_ASKED = 100;

    /** Times at which they are not there, on all dates together; the soonest are kept. */
    static final int MOST_OFF = 1_000;

    /** Dates of which something is known: more than availability-service reads other calendars ahead. */
    static final int MOST_DAYS_OFF = 500;

    /** Some days after it a date is over everywhere, and nobody says anything of it. */
    private static final int KEPT_DAYS = 8;

    /** availability-service takes fewer. */
    static final int MOST_OF_A_SCHEDULE = 400;

    /** Some 3 KB each; without a size the first answer has 101, and the others are fetched by a second question. */
    static final int ONE_ROUND_TRIP = 2_000;

    /** Of one offering of one tenant; of more than these, some are not asked. */
    static final int MOST_CONSIDERED = 20_000;

    private final MongoOperations mongo;
    private final Projections<CandidateDocument> candidates;
    private final GatheredProjections<CandidateDocument> occupied;
    private final Clock clock;

    MongoCandidates(MongoOperations mongo, Gatherings gatherings, Clock clock) {
        this.mongo = mongo;
        this.occupied = new GatheredProjections<>(mongo, gatherings, CandidateDocument.class);
        this.clock = clock;
        this.candidates = new Projections<>(mongo, CandidateDocument.class);
    }

    @Override
    public List<Candidate> doing(TenantId tenant, String offeringId) {
        var found = new ArrayList<Candidate>();
        var others = new ArrayList<String>();
        for (StoredDigest stored : digests(new Document("tenantId", tenant.value()).append("doing", offeringId))) {
            Optional.ofNullable(stored.digest())
                    .flatMap(digest -> CandidateDigest.read(tenant, digest))
                    .ifPresentOrElse(found::add, () -> others.add(stored.id()));
        }
        if (!others.isEmpty()) {
            // An older instance of this service has written them last, or a newer one.
            mongo.find(Query.query(Criteria.where("_id").in(others)), CandidateDocument.class)
                    .forEach(document -> document.toDomain().ifPresent(found::add));
        }
        return found;
    }

    private List<StoredDigest> digests(Document wanted) {
        return Objects.requireNonNull(mongo.execute(CandidateDocument.class, collection -> collection
                .withDocumentClass(StoredDigest.class)
                .withCodecRegistry(CodecRegistries.fromRegistries(
                        CodecRegistries.fromCodecs(StoredDigest.CODEC), collection.getCodecRegistry()))
                .find(wanted)
                .projection(new Document(CandidateDocument.DIGEST, 1))
                .batchSize(ONE_ROUND_TRIP)
                .limit(MOST_CONSIDERED)
                .into(new ArrayList<>())));
    }

    @Override
    public Optional<Candidate> find(ProfessionalId id) {
        return candidates.find(ProfessionalDocument.idOf(id)).flatMap(CandidateDocument::toDomain);
    }

    @Override
    public List<Occupancy> occupied(ProfessionalId id) {
        return candidates.find(ProfessionalDocument.idOf(id)).map(CandidateDocument::occupied).orElse(List.of());
    }

    @Override
    public void projectProfile(Professional professional, long sequence, List<Position> positions) {
        ProfessionalId id = professional.id();
        candidates.project(ProfessionalDocument.idOf(id), sequence, CandidateDocument::profileSequence, known ->
                Optional.of(known.orElseGet(() -> CandidateDocument.unknown(id)).with(professional, sequence, positions)));
    }

    @Override
    public void projectHours(ProfessionalId id, long sequence, WorkingHours hours) {
        candidates.project(ProfessionalDocument.idOf(id), sequence, CandidateDocument::scheduleSequence, known ->
                Optional.of(known.orElseGet(() -> CandidateDocument.unknown(id)).with(SchedulePart.of(sequence, hours))));
    }

    @Override
    public void projectOccupied(ProfessionalId id, UnaryOperator<List<Occupancy>> change) {
        occupied.project(ProfessionalDocument.idOf(id), stored -> {
            CandidateDocument known = stored.orElseGet(() -> CandidateDocument.unknown(id));
            CandidateDocument next = known.with(latest(change.apply(known.occupied()), MOST_OCCUPIED), known.asked());
            return next.equals(known) ? stored : Optional.of(next);
        });
    }

    @Override
    public void projectDayOff(ProfessionalId id, DayOff day) {
        LocalDate forgotten = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(KEPT_DAYS);
        update(id, known -> known.with(day, forgotten));
    }

    @Override
    public Optional<DayOff> dayOff(ProfessionalId id, LocalDate date) {
        return candidates.find(ProfessionalDocument.idOf(id)).flatMap(known -> known.dayOff(date));
    }

    @Override
    public void projectAsked(ProfessionalId id, UnaryOperator<List<AskedBefore>> change) {
        update(id, known -> known.with(known.occupied(), latest(change.apply(known.asked()), MOST_ASKED)));
    }

    /** Whoever changes it decides what a repeated or late event means: it comes from many documents, with no common sequence. */
    private void update(ProfessionalId id, UnaryOperator<CandidateDocument> change) {
        OptimisticRetry.decide(() -> {
            CandidateDocument before = candidates.find(ProfessionalDocument.idOf(id))
                    .orElseGet(() -> CandidateDocument.unknown(id));
            CandidateDocument after = change.apply(before);
            return after.equals(before) ? after : mongo.save(after);
        });
    }

    private static <T> List<T> latest(List<T> all, int most) {
        return all.size() <= most ? all : all.subList(all.size() - most, all.size());
    }
}
