package io.holdfast.booking.feeds;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.feeds.Feeds.Feed;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.calendar.PublicLinks;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own bookings for one's own calendar program, at an address that only its owner knows. */
@RestController
@RequestMapping("/api/v1")
class FeedsController {

    private static final MediaType CALENDAR = MediaType.parseMediaType("text/calendar;charset=UTF-8");
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Feeds feeds;
    private final FeedWriter writer;
    private final PublicLinks links;

    FeedsController(Feeds feeds, FeedWriter writer, BookingSettings settings) {
        this.feeds = feeds;
        this.writer = writer;
        this.links = new PublicLinks(settings.publicUrl());
    }

    /** @param webcal the same address, for programs that subscribe by a click */
    record FeedResponse(URI url, URI webcal, Instant createdAt) {}

    /** Makes the caller's feed: 201; what they have already is answered again: 200. */
    @PostMapping("/me/feed")
    @Outcomes({201, 200})
    @Access({Role.CLIENT, Role.PROFESSIONAL})
    ResponseEntity<FeedResponse> make(Caller caller) {
        Optional<Feed> there = feeds.find(caller);
        return ResponseEntity.status(there.isPresent() ? HttpStatus.OK : HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(response(there.orElseGet(() -> feeds.make(caller))));
    }

    /** The caller's feed; 404 when they have none. */
    @GetMapping("/me/feed")
    @Outcomes(problems = "not-found")
    @Access({Role.CLIENT, Role.PROFESSIONAL})
    ResponseEntity<FeedResponse> find(Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(response(feeds.find(caller).orElseThrow(() -> Problem.notFound("feed"))));
    }

    /** Nobody who knows the address reads anything any more; the next one is another. */
    @DeleteMapping("/me/feed")
    @Outcomes(problems = "not-found")
    @Access({Role.CLIENT, Role.PROFESSIONAL})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller) {
        if (!feeds.revoke(caller)) {
            throw Problem.notFound("feed");
        }
    }

    /** The calendar; 404 for an address that is nobody's, 304 while it is what the reader has. */
    @GetMapping("/feeds/{secret}.ics")
    @OpenToAll
    ResponseEntity<byte[]> calendar(@PathVariable String secret) {
        byte[] calendar = writer.write(feeds.opened(secret).orElseThrow(() -> Problem.notFound("feed")));
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.maxAge(FRESH).cachePrivate())
                .eTag(DigestUtils.sha256Hex(calendar))
                .body(calendar);
    }

    private FeedResponse response(Feed feed) {
        String url = links.feed(feed.secret());
        return new FeedResponse(
                URI.create(url), URI.create(url.replaceFirst("^https?:", "webcal:")), feed.document().createdAt());
    }
}
