package io.holdfast.matching.avatars;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Professionals' pictures. */
@RestController
@RequestMapping("/api/v1/professionals")
class AvatarController {

    private static final CacheControl FOR_GOOD = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final CacheControl ASKED_AGAIN = CacheControl.noCache().cachePublic();
    /** What is being decoded takes memory, which files of strangers choose. */
    private static final int AT_ONCE = 2;

    private final Avatars avatars;
    private final Semaphore places = new Semaphore(AT_ONCE);

    AvatarController(Avatars avatars) {
        this.avatars = avatars;
    }

    /** @param avatarUrl where the picture is; null without one */
    record AvatarResponse(@Nullable String avatarUrl) {

        static AvatarResponse of(Professional professional) {
            return new AvatarResponse(professional.profile().presentation().avatarUrl());
        }
    }

    /**
     * Puts one's picture in the place of the former one: a JPEG or PNG of at most 8 MB, 100 to 10,000 pixels a side and 25 million
     * together. It is turned upright, cut to a square and made anew as a small JPEG, so that nothing else of the file is kept; the
     * profile's {@code avatarUrl} leads to it.
     */
    @PutMapping(path = "/me/avatar", consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    @Access(Role.PROFESSIONAL)
    @Outcomes(problems = {"picture-unreadable", "picture-dimensions"})
    AvatarResponse put(Caller caller, @RequestBody byte[] picture) {
        ProfessionalId id = idOf(caller).orElseThrow(() -> Problem.notFound("professional"));
        return avatars.put(id, square(picture)).map(AvatarResponse::of).orElseThrow(() -> Problem.notFound("professional"));
    }

    private byte[] square(byte[] picture) {
        if (!places.tryAcquire()) {
            throw Problem.unavailable("Other pictures are being made just now. Please try again.", Duration.ofSeconds(1));
        }
        try {
            return SquarePicture.of(picture);
        } catch (UnusablePicture unusable) {
            throw Problem.rule(unusable.code(), unusable.detail());
        } finally {
            places.release();
        }
    }

    /** Takes one's picture away. */
    @DeleteMapping("/me/avatar")
    @Access(Role.PROFESSIONAL)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller) {
        if (idOf(caller).flatMap(avatars::remove).isEmpty()) {
            throw Problem.notFound("professional");
        }
    }

    /**
     * A professional's picture; 404 where there is none, and of whom cannot be booked.
     *
     * @param tenant whose professional it is; without it that of the token, of the header, or the public one
     * @param v      which picture is meant: with it the answer can be kept for good
     */
    @GetMapping(path = "/{id}/avatar")
    @OpenToAll
    ResponseEntity<byte[]> show(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String v) {
        AvatarDocument avatar = ProfessionalId.of(tenant == null || tenant.isBlank() ? caller.tenantId() : tenant, id)
                .flatMap(avatars::find)
                .orElseThrow(() -> Problem.notFound("picture"));
        return ResponseEntity.ok()
                .cacheControl(avatar.hash().equals(v) ? FOR_GOOD : ASKED_AGAIN)
                .eTag(avatar.hash())
                .header("X-Content-Type-Options", "nosniff")
                .contentType(MediaType.IMAGE_JPEG)
                .body(avatar.jpeg());
    }

    private static Optional<ProfessionalId> idOf(Caller caller) {
        return Optional.ofNullable(caller.subject()).flatMap(subject -> ProfessionalId.of(caller.tenantId(), subject));
    }
}
