package io.holdfast.web.api;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** What people are told and when. */
@HttpExchange("/api/v1/admin")
public interface MessagesApi {

    @GetExchange("/templates")
    Listed<Template> templates(@RequestParam int page, @RequestParam int limit);

    /** All of them: there are fewer kinds of message than a page can have. */
    default List<Template> templates() {
        return templates(1, CatalogueApi.MOST).items();
    }

    /** One kind with sample data, as its reader sees it. @param format {@code html}, {@code text}, {@code subject} or another of its own */
    @GetExchange("/templates/{kind}")
    String preview(
            @PathVariable String kind, @RequestParam String recipient, @RequestParam String language, @RequestParam String format);

    /** Timers, the one that is scheduled last first. */
    @GetExchange("/automations")
    Listed<Automation> automations(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String bookingId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam int page,
            @RequestParam int limit);

    /** Addresses that get no mail. */
    @GetExchange("/suppressions")
    Listed<Suppression> suppressions(@RequestParam int page, @RequestParam int limit);

    @DeleteExchange("/suppressions/{id}")
    void release(@PathVariable String id);

    /** @param recipient {@code CLIENT, PROFESSIONAL} or {@code ADMIN} @param subject in English */
    record Template(String kind, String recipient, String subject, List<String> languages, List<String> formats) {}

    /** @param executedAt null for one that has not fired @param error null for one that has not failed */
    record Automation(
            String bookingId,
            String type,
            Instant scheduledFor,
            @Nullable Instant executedAt,
            String status,
            @Nullable String error) {}

    /** @param cause {@code HARD_BOUNCE} or {@code COMPLAINT} */
    record Suppression(String id, String address, String cause, Instant since) {}
}
