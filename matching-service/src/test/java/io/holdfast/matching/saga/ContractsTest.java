package io.holdfast.matching.saga;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.holdfast.defaults.imports.ImportBodies;
import io.holdfast.matching.domain.Money;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalEvent;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Profile;
import io.holdfast.matching.domain.Rating;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.BookingId;
import io.holdfast.matching.domain.match.Candidate;
import io.holdfast.matching.domain.match.Match;
import io.holdfast.matching.domain.match.MatchMother;
import io.holdfast.matching.domain.match.MatchRequest;
import io.holdfast.matching.domain.match.Place;
import io.holdfast.matching.domain.match.Proposal;
import io.holdfast.matching.domain.match.ProposalId;
import io.holdfast.matching.domain.match.Ranking;
import io.holdfast.matching.domain.match.Waves;
import io.holdfast.matching.domain.waitlist.Applicant;
import io.holdfast.matching.domain.waitlist.Entry;
import io.holdfast.matching.domain.waitlist.LineId;
import io.holdfast.matching.domain.waitlist.WaitingLine;
import io.holdfast.matching.domain.waitlist.WaitingLine.Turn;
import io.holdfast.matching.domain.waitlist.WaitingMother;
import io.holdfast.matching.domain.waitlist.Wish;
import io.holdfast.matching.events.Bodies;
import io.holdfast.matching.events.MatchBodies;
import io.holdfast.matching.events.WaitlistBodies;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.WireJson;
import io.holdfast.servicetest.ImportAnswerMother;
import io.holdfast.testsupport.contracts.ConsumedContracts;
import io.holdfast.testsupport.contracts.ProducedContracts;
import org.junit.jupiter.api.Test;

class ContractsTest {

    private static final String BOOKING = "b7d1f0c2-6f0e-4a55-9a53-1d1f7a2c9e10";
    private static final Instant START = WaitingMother.START;

    private static final Money EARNINGS = new Money(17_000, Currency.getInstance("ILS"));

    @Test
    void whatIsSaidIsPublished() {
        ProducedContracts.check("matching-service", Stream.of(
                        said("+919811122233", "https://cdn.example.com/sarah-khan.jpg"),
                        said(null, null),
                        saidOfMatches(new Place("12 Dizengoff", "Tel Aviv", "B", "4", MatchMother.TEL_AVIV), EARNINGS),
                        saidOfMatches(null, null),
                        saidOfLines(full(), wish(START, new Wish.Move(BOOKING, START.plusSeconds(7_200)))),
                        saidOfLines(WaitingMother.guest("Asha"), wish(null, null)),
                        Stream.of(ImportBodies.of("import.profiles-answered.v1", ImportAnswerMother.answer())))
                .flatMap(said -> said));
    }

    @Test
    void whatIsHeardIsSaid() {
        ConsumedContracts.check(
                "matching-service",
                new MatchingSaga(null, null, null, null, null, null, null, null, null).subscriptions().bodies(),
                WireJson::read);
    }

    /** Everything that can be said of who waits. */
    private static Applicant full() {
        return new Applicant(
                "client:asha", "asha", "Asha Rao", "asha@example.com", "+919812345678",
                new Applicant.Recipient("Ravi Rao", "+919812345679"),
                new Applicant.Address("12 Hill Road", "Mumbai", "B", "4"), Map.of("complaint", "Back pain"), "en", "Asia/Kolkata",
                "Any time is fine.");
    }

    private static Wish wish(Instant start, Wish.Move moves) {
        return new Wish("consultation-60", "Consultation", 60, 120, start, moves);
    }

    /** A line in which everything happens that can. */
    private static Stream<WireEvent> saidOfLines(Applicant who, Wish wish) {
        Turn turn = wish.moves() == null ? Turn.WITHOUT_BOOKING : Turn.MOVING;
        Instant now = WaitingMother.NOW;
        LineId id = wish.start() == null
                ? new LineId(new TenantId("demo"), LineId.Kind.OFFERING, "consultation-60", WaitingMother.DATE)
                : WaitingMother.LINE;
        String entry = "4f1c2a7e-96b1-4c0f-8f4e-0a6f3c1d2b58";
        var joined = WaitingLine.empty(id).join(Entry.joining(entry, wish, who, null, now));
        var wanted = joined.aggregate().fill(WaitingMother.gap("g-1", 60), turn, WaitingMother.RULES, now);
        String offer = wanted.aggregate().entry(entry).orElseThrow().offer().bookingId();
        var offered = wanted.aggregate().reserve(offer, now);
        var accepted = offered.aggregate().accept(entry, now.plusSeconds(60));
        var expired = offered.aggregate().timeOut(offer, now.plus(Duration.ofMinutes(30)));
        var left = offered.aggregate().leave(entry, now.plusSeconds(60));
        return Stream.of(joined, wanted, offered, accepted, expired, left)
                .flatMap(decided -> decided.events().stream().map(event -> WaitlistBodies.of(decided.aggregate(), event)));
    }

    private static Stream<WireEvent> said(String phone, String avatarUrl) {
        var profile = new Profile(
                new Profile.Presentation("Dr Sarah Khan", phone, avatarUrl, null, List.of("en", "hi"), List.of("Mumbai"), null),
                new Profile.Engagement(
                        "sarah.khan@example.com",
                        "medical",
                        new Money(150_000, Currency.getInstance("INR")),
                        List.of("consultation-60", "clinic-intake"),
                        List.of(),
                        true),
                ZoneId.of("Asia/Kolkata"));
        var id = new ProfessionalId(new TenantId("demo"), "dr-sarah-khan");
        Professional joined = Professional.register(id, profile, null).aggregate();
        Professional reviewed = joined.rated(new Rating(3, 14)).aggregate();
        return Stream.of(
                Bodies.of(joined, new ProfessionalEvent.Registered()),
                Bodies.of(joined, new ProfessionalEvent.Updated()),
                Bodies.of(reviewed, new ProfessionalEvent.Updated()),
                Bodies.of(reviewed, new ProfessionalEvent.Deactivated()));
    }

    /** A match in which everything happens that can. */
    private static Stream<WireEvent> saidOfMatches(Place place, Money earnings) {
        MatchRequest usual = MatchMother.request();
        var request = new MatchRequest(
                usual.number(), usual.offeringId(), usual.offeringName(), usual.start(), usual.end(), place, usual.language(),
                usual.displayZone(), usual.preference(), usual.skills(), earnings, usual.askedAt(), usual.deadline(), List.of());
        var booking = new BookingId(BOOKING);
        Instant now = MatchMother.NOW;
        Instant later = now.plus(Duration.ofMinutes(3));
        List<Candidate> candidates = Stream.of("maya-cohen", "yael-levi", "daniel-mizrahi", "noa-katz")
                .map(MatchMother::candidate)
                .toList();
        Ranking ranking = Ranking.of(booking, request, candidates, List.of(), MatchMother.policy(), now);
        var asking = Match.begin(booking, MatchMother.TENANT, 1, request)
                .then(match -> match.ask(ranking, new Waves(5, Duration.ofMinutes(15), List.of(4), false, 0.8), now));
        List<ProposalId> ids = asking.aggregate().proposals().stream().map(Proposal::id).toList();
        var lost = asking.aggregate().accept(ids.get(0), later).then(match -> match.reject(1, 1));
        var answered = lost.aggregate().decline(ids.get(1), "No time.", later).then(match -> match.accept(ids.get(2), later));
        var found = answered.aggregate().book(1, ids.get(2).professional(), later);
        var expired = asking.aggregate().expire(ids.get(3), now.plus(Duration.ofMinutes(15)));
        var failed = asking.aggregate().timeOut(1, request.deadline());
        return Stream.of(asking, lost, answered, found, expired, failed)
                .flatMap(decided -> decided.events().stream().map(event -> MatchBodies.of(decided.aggregate(), event)));
    }
}
