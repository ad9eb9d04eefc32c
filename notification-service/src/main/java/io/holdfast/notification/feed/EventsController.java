package io.holdfast.notification.feed;

import java.util.List;
import java.util.Set;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.notification.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The feed of a tenant's public events: each once, and whoever reads on from where they stood misses none. */
@RestController
@RequestMapping("/api/v1/admin/events")
@Access(Role.ADMIN)
class EventsController {

    private static final int LONGEST_CHOICE = 4_000;

    private final Feed feed;
    private final FeedCursor cursor;
    private final EventTypes types;

    EventsController(Feed feed, FeedCursor cursor, EventTypes types) {
        this.feed = feed;
        this.cursor = cursor;
        this.types = types;
    }

    /**
     * What comes after a place, in order.
     *
     * @param after  {@code pagination.next} of the page before; {@code latest} for what comes from now on; without, the feed
     *               begins at the oldest event that is kept
     * @param choice names and patterns ({@code booking.*}), with commas between; without, all
     */
    @GetMapping
    @Outcomes(problems = "events-gone")
    EventsResponse events(
            Caller caller,
            Paging paging,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(name = "types", required = false) @Nullable String choice) {
        var tenant = new TenantId(caller.tenantId());
        Set<String> wanted = wanted(choice);
        long place = cursor.read(tenant, after);
        return feed.read(tenant, place, wanted, paging.limit()).map(EventsResponse::of).orElseThrow(FeedCursor::gone);
    }

    private Set<String> wanted(@Nullable String choice) {
        if (choice == null) {
            return Set.copyOf(types.all());
        }
        List<String> names = choice.length() > LONGEST_CHOICE ? List.of() : List.of(choice.split(",", -1));
        if (names.isEmpty() || names.size() > EventTypes.MOST) {
            throw Problem.invalid("types", "must be at most " + EventTypes.MOST + " types");
        }
        List<String> unknown = types.unknown(names);
        if (!unknown.isEmpty()) {
            throw Problem.invalid("types", "has what means no public event: " + String.join(", ", unknown));
        }
        return types.of(names);
    }
}
