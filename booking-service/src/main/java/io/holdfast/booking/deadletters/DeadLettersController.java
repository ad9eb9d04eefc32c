package io.holdfast.booking.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.work.DueWork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A tenant's dead letters, for its admins. */
@RestController
@RequestMapping("/api/v1/admin/dead-letters")
@Access(Role.ADMIN)
class DeadLettersController {

    /** In a list, where a hundred may come together; a single letter is shown whole. */
    private static final int LONGEST_IN_A_LIST = 16 * 1024;

    private final DeadLetters letters;
    private final DueWork replays;
    private final Catalogue catalogue;
    private final JsonMapper json;

    DeadLettersController(
            DeadLetters letters,
            @Qualifier("deadLetterReplays") DueWork replays,
            Catalogue catalogue,
            JsonMapper json) {
        this.letters = letters;
        this.replays = replays;
        this.catalogue = catalogue;
        this.json = json;
    }

    /**
     * @param status         whether somebody has done something about it: {@code OPEN}, {@code REPLAYED} or {@code DISCARDED}
     * @param bookingId      null where the topic is not about bookings
     * @param cause          one sentence
     * @param exception      the kind of failure
     * @param payload        the body: JSON, or text where it is none
     * @param payloadSize    bytes
     * @param payloadMissing why {@code payload} is not the whole body, else null
     */
    record DeadLetterResponse(
            String id,
            DeadLetterDocument.Status status,
            String topic,
            String group,
            @Nullable String eventType,
            @Nullable String eventId,
            @Nullable String subject,
            @Nullable String bookingId,
            @Nullable String correlationId,
            String cause,
            String exception,
            String origin,
            Instant at,
            @Nullable String replayOf,
            @Nullable Instant replayedAt,
            @Nullable String replayedBy,
            @Nullable Instant discardedAt,
            @Nullable Object payload,
            long payloadSize,
            @Nullable String payloadSha256,
            @Nullable String payloadMissing) {}

    /**
     * Messages that a service could not make anything of, newest first.
     *
     * @param status only these; when left out all but {@code DISCARDED}
     */
    @GetMapping
    Paged<DeadLetterResponse> list(
            Caller caller, @RequestParam(required = false) DeadLetterDocument.@Nullable Status status, Paging paging) {
        return letters.page(caller.tenantId(), status, paging).map(letter -> response(letter, LONGEST_IN_A_LIST));
    }

    /** One of them, with its whole payload; of one that was discarded that is gone. */
    @GetMapping("/{id}")
    DeadLetterResponse one(Caller caller, @PathVariable String id) {
        return letters.find(caller.tenantId(), id)
                .map(letter -> response(letter, Integer.MAX_VALUE))
                .orElseThrow(() -> Problem.notFound("dead letter"));
    }

    /** Sends it again. Once: what fails again is another dead letter, which can be replayed in turn. */
    @PostMapping("/{id}/replay")
    @Outcomes(value = 202, problems = {"already-replayed", "payload-not-kept"})
    ResponseEntity<DeadLetterResponse> replay(Caller caller, @PathVariable String id) {
        String who = Objects.requireNonNullElse(caller.subject(), "nobody");
        return switch (letters.replay(caller.tenantId(), id, who).orElseThrow(() -> Problem.notFound("dead letter"))) {
            case DeadLetters.Replay.Accepted(DeadLetterDocument letter) -> {
                Instant due = letter.replayDueAt();
                if (due != null) {
                    replays.schedule(id, due);
                }
                yield ResponseEntity.status(HttpStatus.ACCEPTED).body(response(letter, LONGEST_IN_A_LIST));
            }
            case DeadLetters.Replay.AlreadyReplayed(DeadLetterDocument letter) ->
                throw Problem.conflict("This dead letter was replayed at " + letter.replayedAt() + " by " + letter.replayedBy() + ".")
                        .with("code", "already-replayed");
            case DeadLetters.Replay.NotKept(DeadLetterDocument letter) ->
                throw Problem.rule(
                        "payload-not-kept",
                        "The message was too large to be kept; it stands at " + letter.origin() + " while its topic keeps it.");
        };
    }

    /** Takes it away, for what nobody has to make up for. */
    @DeleteMapping("/{id}")
    @Outcomes(problems = "conflict")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(Caller caller, @PathVariable String id) {
        String who = Objects.requireNonNullElse(caller.subject(), "nobody");
        switch (letters.discard(caller.tenantId(), id, who)) {
            case DONE -> { }
            case TOO_EARLY -> throw Problem.conflict("This dead letter is just being replayed.");
            case UNKNOWN -> throw Problem.notFound("dead letter");
        }
    }

    private DeadLetterResponse response(DeadLetterDocument letter, int longest) {
        byte[] body = letter.body();
        boolean shortened = body != null && body.length > longest;
        return new DeadLetterResponse(
                letter.id(),
                letter.status(),
                letter.topic(),
                letter.group(),
                letter.eventType(),
                letter.eventId(),
                letter.subject(),
                isAboutABooking(letter.topic()) ? letter.subject() : null,
                letter.correlationId(),
                letter.cause(),
                letter.exception().substring(letter.exception().lastIndexOf('.') + 1),
                letter.origin(),
                letter.at(),
                letter.replayOf(),
                letter.replayedAt(),
                letter.replayedBy(),
                letter.discardedAt(),
                body == null ? null : shortened ? text(Arrays.copyOf(body, longest)) : payload(body),
                letter.bodySize(),
                letter.bodySha256(),
                letter.status() == DeadLetterDocument.Status.DISCARDED
                        ? "It was discarded."
                        : !letter.isKeptWhole()
                        ? "It was too large to be parked; size and hash are known."
                        : shortened ? "It is shortened here; GET this dead letter alone for all of it." : null);
    }

    private boolean isAboutABooking(String topic) {
        return catalogue.topics().stream()
                .anyMatch(known -> known.name().equals(topic) && known.key().equals("bookingId"));
    }

    private Object payload(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            // That may be what is wrong with it.
            return text(body);
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
