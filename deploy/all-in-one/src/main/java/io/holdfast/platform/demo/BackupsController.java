package io.holdfast.platform.demo;

import java.time.Duration;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /demo/backups}: a copy of everything, while people go on booking; {@code deploy/restore} goes back to it. */
@RestController
@OpenToAll
class BackupsController {

    private final Backups backups;

    BackupsController(Backups backups) {
        this.backups = backups;
    }

    /** Copies store and topics as they are in one moment; {@code deploy/restore} goes back to it. */
    @PostMapping("/demo/backups")
    @Outcomes(problems = "conflict")
    @ResponseStatus(HttpStatus.CREATED)
    BackupResponse make(@RequestBody BackupRequest request) {
        if (request.name() == null || !request.name().matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw Problem.invalid("name", "must be of lower-case letters, digits and hyphens, at most 40");
        }
        long began = System.nanoTime();
        try {
            String folder = backups.make(request.name()).toString();
            return new BackupResponse(request.name(), folder, Duration.ofNanos(System.nanoTime() - began).toMillis());
        } catch (IllegalStateException e) {
            throw Problem.conflict(String.valueOf(e.getMessage()));
        }
    }

    /** @param name of the folder that it will have, of lower-case letters, digits and hyphens */
    record BackupRequest(@Nullable String name) {}

    /**
     * @param folder on the platform's machine
     * @param millis how long whoever wrote had to wait
     */
    record BackupResponse(String name, String folder, long millis) {}
}
