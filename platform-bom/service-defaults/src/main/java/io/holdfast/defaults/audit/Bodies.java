package io.holdfast.defaults.audit;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.contracts.Wire;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;

/** The bodies of the events on topic {@code admin-actions}, which every service says. */
final class Bodies {

    private Bodies() {}

    static WireEvent attempted(AdminAction action) {
        return new WireEvent("admin-action.attempted.v1", action.id(), new Attempted(ActionBody.of(action, List.of())));
    }

    static WireEvent ended(AdminAction action, Ending ending, int status, @Nullable String code, Instant at) {
        return new WireEvent(
                "admin-action.ended.v1",
                action.id(),
                new Ended(ActionBody.of(action, ending.subjects()), at, status, code, ending.overrides()));
    }

    record ActionBody(
            String actionId,
            @Wire("When it was asked for.") Instant at,
            @Wire("The token's sub.") String actor,
            @Nullable @Wire("Whose API key it was.") String apiKeyId,
            @Wire("The service that was asked.") String service,
            @Wire("Method and path template.") String action,
            @Wire("Ids: in the path and, once it has ended, in the answer.") List<String> subjects,
            String requestId) {

        static ActionBody of(AdminAction action, List<String> answered) {
            return new ActionBody(
                    action.id(),
                    action.at(),
                    action.actor(),
                    action.apiKeyId(),
                    action.service(),
                    action.action(),
                    answered.isEmpty() ? action.subjects() : answered,
                    action.requestId());
        }
    }

    record Attempted(@JsonUnwrapped ActionBody action) {}

    record Ended(
            @JsonUnwrapped ActionBody action,
            Instant endedAt,
            @Wire(value = "The answer's HTTP status.", min = 100, max = 599) int status,
            @Nullable @Wire("Of the problem that refused it.") String code,
            @Wire("The rules that were gone over.") List<String> overrides) {}
}
