package io.holdfast.matching.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.signals.Signals;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Prefer;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.TextBlock;
import io.holdfast.defaults.web.Texts;
import io.holdfast.matching.application.AnswerProposal;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.match.Match;
import io.holdfast.matching.domain.match.MatchEvent;
import io.holdfast.matching.domain.match.MatchRefusal;
import io.holdfast.matching.domain.match.MatchStatus;
import io.holdfast.matching.domain.match.Matches;
import io.holdfast.matching.domain.match.Proposal;
import io.holdfast.matching.domain.match.ProposalId;
import io.holdfast.matching.domain.match.ProposalStatus;
import io.holdfast.messaging.aggregates.Decided;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the professional who asks was asked, and their answers. */
@RestController
@RequestMapping("/api/v1/professionals/me/proposals")
@Access(Role.PROFESSIONAL)
class ProposalsController {

    private final Matches matches;
    private final AnswerProposal answers;
    private final Signals signals;

    ProposalsController(Matches matches, AnswerProposal answers, Signals signals) {
        this.matches = matches;
        this.answers = answers;
        this.signals = signals;
    }

    /** @param reason in the professional's words, for the business */
    record DeclineRequest(@Nullable @TextBlock(max = 500) String reason) {

        DeclineRequest {
            reason = Texts.cleanOptional(reason);
        }
    }

    /** Bookings that the caller was asked to take, latest first. */
    @GetMapping
    Paged<ProposalResponse> list(
            Caller caller, @RequestParam(required = false) @Nullable String status, Paging paging) {
        ProposalStatus wanted = statusOf(status);
        ProfessionalId who = idOf(caller).orElse(null);
        if (who == null) {
            return Paged.cut(List.of(), paging);
        }
        return Paged.of(matches.askedOf(who, wanted, paging.page(), paging.limit()), paging)
                .map(match -> ProposalResponse.of(match, ofProfessional(match, who)));
    }

    /** One of them, to which a message links. */
    @GetMapping("/{id}")
    ProposalResponse one(Caller caller, @PathVariable String id) {
        ProposalId proposal = proposalOf(id);
        return idOf(caller)
                .filter(who -> who.value().equals(proposal.professional()))
                .flatMap(who -> matches.find(who.tenantId(), proposal.booking()))
                .flatMap(match -> match.proposal(proposal).map(theirs -> ProposalResponse.of(match, theirs)))
                .orElseThrow(() -> Problem.notFound("proposal"));
    }

    /**
     * The first who accepts has it, once their calendar says that they are free: 200 with number and address when it is
     * theirs, 202 while that is not known; {@code Prefer: wait} waits for it.
     */
    @PostMapping("/{id}/accept")
    @Outcomes(value = {200, 202}, problems = {"already-taken", "slot-not-free", "proposal-expired", "proposal-declined", "booking-ended"})
    ResponseEntity<ProposalResponse> accept(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer) {
        ProposalId proposal = proposalOf(id);
        Match accepted = settled(idOf(caller).flatMap(who -> answers.accept(who, proposal)));
        Optional<Duration> wait = Prefer.wait(prefer);
        Match now = wait.map(patience -> await(accepted, patience)).orElse(accepted);
        Proposal theirs = now.proposal(proposal).orElseThrow(() -> refused(MatchRefusal.BOOKING_ENDED));
        if (theirs.withdrawn() != null) {
            throw refused(MatchRefusal.of(theirs.withdrawn()));
        }
        ResponseEntity.BodyBuilder answer =
                now.status() == MatchStatus.MATCHED ? ResponseEntity.ok() : ResponseEntity.accepted();
        wait.ifPresent(patience -> answer.header("Preference-Applied", "wait=" + patience.toSeconds()));
        return answer.body(ProposalResponse.of(now, theirs));
    }

    /** Leaves it to others. */
    @PostMapping("/{id}/decline")
    @Outcomes(problems = {"already-taken", "slot-not-free", "proposal-expired", "proposal-accepted", "booking-ended"})
    ProposalResponse decline(
            Caller caller, @PathVariable String id, @Valid @RequestBody(required = false) @Nullable DeclineRequest request) {
        ProposalId proposal = proposalOf(id);
        Match declined = settled(idOf(caller)
                .flatMap(who -> answers.decline(who, proposal, request == null ? null : request.reason())));
        return ProposalResponse.of(declined, declined.proposal(proposal).orElseThrow());
    }

    private Match await(Match accepted, Duration patience) {
        return signals.await(accepted.id().value(), patience, () -> matches.find(accepted.tenant(), accepted.id())
                        .filter(match -> match.status() != MatchStatus.RESERVING))
                .or(() -> matches.find(accepted.tenant(), accepted.id()))
                .orElse(accepted);
    }

    private static Match settled(Optional<Decided<Match, MatchEvent>> answered) {
        Decided<Match, MatchEvent> decided = answered.orElseThrow(() -> Problem.notFound("proposal"));
        decided.decision().refusal().ifPresent(why -> {
            throw refused((MatchRefusal) why);
        });
        return decided.after();
    }

    private static Problem refused(MatchRefusal why) {
        return Problem.conflict(why.why()).with("code", why.code());
    }

    private static Proposal ofProfessional(Match match, ProfessionalId who) {
        return match.proposals().stream()
                .filter(proposal -> proposal.professional().equals(who.value()))
                .findFirst()
                .orElseThrow();
    }

    private static ProposalId proposalOf(String id) {
        return ProposalId.of(id).orElseThrow(() -> Problem.notFound("proposal"));
    }

    private static @Nullable ProposalStatus statusOf(@Nullable String status) {
        if (status == null) {
            return null;
        }
        return Stream.of(ProposalStatus.values())
                .filter(known -> known.name().equals(status))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "status", "must be PENDING, ACCEPTED, DECLINED, EXPIRED or WITHDRAWN, or left out"));
    }

    /** Tokens come from any issuer: a subject that is no professional's id is nobody here. */
    private static Optional<ProfessionalId> idOf(Caller caller) {
        return Optional.ofNullable(caller.subject()).flatMap(subject -> ProfessionalId.of(caller.tenantId(), subject));
    }
}
