package io.holdfast.matching.web;

import java.net.URI;
import java.time.Duration;

import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.PhoneNumbers;
import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.application.EntryTokens;
import io.holdfast.matching.application.JoinWaitlist;
import io.holdfast.matching.application.KeepPlace;
import io.holdfast.matching.application.KeepPlace.Visitor;
import io.holdfast.matching.application.Refused;
import io.holdfast.matching.application.Refused.Reason;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.waitlist.WaitlistRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Waiting for a slot, by a client or a guest, whose {@code Holdfast-Manage-Token} is in the answer when they join. */
@RestController
@RequestMapping("/api/v1/waitlist")
class WaitlistController {

    private static final String MANAGE_TOKEN = "Holdfast-Manage-Token";
    private static final Duration UNTIL_ONE_IS_OVER = Duration.ofHours(1);

    private final JoinWaitlist join;
    private final KeepPlace places;
    private final EntryTokens tokens;
    private final PhoneNumbers phones;

    WaitlistController(JoinWaitlist join, KeepPlace places, EntryTokens tokens, PhoneNumbers phones) {
        this.join = join;
        this.places = places;
        this.tokens = tokens;
        this.phones = phones;
    }

    /** Waits for a slot, as a client with a token or as a guest, whose answer then has the {@code manageToken}. */
    @OpenToAll
    @PostMapping
    @Outcomes(value = 201, problems = {"offering-unknown", "professional-unavailable", "mode-unavailable", "duration-not-offered",
        "waitlist-date", "booking-not-movable", "waitlist-closed", "waitlist-full", "already-waiting", "too-many-waiting",
        "too-many-from-address"})
    ResponseEntity<WaitlistResponse> join(
            Caller caller,
            @Valid @RequestBody WaitlistRequest request,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String manageToken) {
        if (!caller.isAnonymous() && !caller.is(Role.CLIENT)) {
            throw Problem.forbidden("Only clients and guests wait.");
        }
        IdempotencyKeyHeader.require(key);
        var joined = join.join(
                request.toDraft(caller, () -> TokenContact.of(caller, phones), phones, manageToken, key));
        return ResponseEntity.created(URI.create("/api/v1/waitlist/" + joined.entry().id()))
                .body(WaitlistResponse.withToken(joined, tokens));
    }

    /** One's own, what was joined last first. */
    @GetMapping
    Paged<WaitlistResponse> list(Caller caller, Paging paging) {
        String subject = caller.subject();
        if (subject == null) {
            throw Problem.unauthenticated("A valid bearer token is needed here.");
        }
        return Paged.cut(places.own(new TenantId(caller.tenantId()), subject), paging).map(WaitlistResponse::of);
    }

    /** One's place in a waitlist, and what is offered. */
    @OpenToAll
    @GetMapping("/{id}")
    WaitlistResponse one(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String manageToken) {
        return WaitlistResponse.of(places.open(new Visitor(caller, manageToken), id));
    }

    /** Takes what is offered: the booking of that id is requested, and goes on as any other does. */
    @OpenToAll
    @PostMapping("/{id}/accept")
    @Outcomes(problems = {"nothing-offered", "offer-expired", "offer-accepted"})
    WaitlistResponse accept(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String manageToken) {
        return WaitlistResponse.withToken(places.accept(new Visitor(caller, manageToken), id), tokens);
    }

    /** Does not take it, and does not wait any more. */
    @OpenToAll
    @PostMapping("/{id}/pass")
    @Outcomes(problems = {"nothing-offered", "offer-expired", "offer-accepted"})
    WaitlistResponse pass(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String manageToken) {
        return WaitlistResponse.of(places.pass(new Visitor(caller, manageToken), id));
    }

    /** Does not wait any more. */
    @OpenToAll
    @DeleteMapping("/{id}")
    @Outcomes(value = 204, problems = "offer-accepted")
    ResponseEntity<Void> leave(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String manageToken) {
        places.leave(new Visitor(caller, manageToken), id);
        return ResponseEntity.noContent().build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused refused, HttpServletRequest request) {
        Problem problem = switch (refused.reason()) {
            case Reason.Rule(WaitlistRefusal rule) -> problemOf(rule);
            case Reason.Invalid(String field, String message) -> Problem.invalid(field, message);
            case Reason.Unauthenticated unknown ->
                Problem.unauthenticated("A bearer token or a Holdfast-Manage-Token is needed here.");
            case Reason.Forbidden(String detail) -> Problem.forbidden(detail);
            case Reason.NotFound missing -> Problem.notFound("place in a waitlist");
        };
        return problem.answer(request.getRequestURI());
    }

    private static Problem problemOf(WaitlistRefusal rule) {
        return switch (rule.kind()) {
            case RULE -> Problem.rule(rule.code(), rule.why());
            case CONFLICT -> Problem.conflict(rule.why()).with("code", rule.code());
            case TOO_MANY -> Problem.tooMany(rule.why(), UNTIL_ONE_IS_OVER).with("code", rule.code());
        };
    }
}
