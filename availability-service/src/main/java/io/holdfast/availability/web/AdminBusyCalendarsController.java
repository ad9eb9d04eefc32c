package io.holdfast.availability.web;

import java.net.URI;
import java.util.Objects;

import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What an admin does about a professional's other calendars, for them. */
@RestController
@RequestMapping("/api/v1/admin/professionals/{professionalId}/busy-calendars")
@Access(Role.ADMIN)
class AdminBusyCalendarsController {

    private final Professionals professionals;
    private final BusyCalendarDesk desk;

    AdminBusyCalendarsController(Professionals professionals, BusyCalendarDesk desk) {
        this.professionals = professionals;
        this.desk = desk;
    }

    /** Their other calendars, in the order in which they were registered, each with what it meets. */
    @GetMapping
    Paged<BusyCalendarResponse> all(@PathVariable String professionalId, Paging paging, Caller caller) {
        return desk.all(professional(professionalId, caller), paging);
    }

    /** One of them. */
    @GetMapping("/{id}")
    BusyCalendarResponse one(@PathVariable String professionalId, @PathVariable String id, Caller caller) {
        return desk.one(professional(professionalId, caller), id);
    }

    /** Registers a calendar for them, as they would do it. */
    @PostMapping
    @RegistersCalendar
    ResponseEntity<BusyCalendarResponse> register(
            @PathVariable String professionalId,
            @RequestBody BusyCalendarRequest body,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key,
            Caller caller) {
        Professional professional = professional(professionalId, caller);
        BusyCalendarResponse calendar = desk.register(professional, body, key, Objects.requireNonNull(caller.subject()));
        return ResponseEntity.created(URI.create(
                        "/api/v1/admin/professionals/" + professional.id().value() + "/busy-calendars/" + calendar.id()))
                .body(calendar);
    }

    /** Reads nothing of it any more; its times are free again at once. 404 where there is no such calendar. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String professionalId, @PathVariable String id, Caller caller) {
        desk.remove(professional(professionalId, caller), id);
    }

    /** Has it read now, at most every 30 seconds; {@code nextRefreshAt} says when. */
    @PostMapping("/{id}/refresh")
    @ResponseStatus(HttpStatus.ACCEPTED)
    BusyCalendarResponse refresh(@PathVariable String professionalId, @PathVariable String id, Caller caller) {
        return desk.refresh(professional(professionalId, caller), id);
    }

    private Professional professional(String id, Caller caller) {
        return professionals
                .find(new TenantId(caller.tenantId()), new ProfessionalId(id))
                .orElseThrow(() -> Problem.notFound("professional"));
    }
}
