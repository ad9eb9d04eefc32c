package io.holdfast.defaults.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.CsvDownload;
import io.holdfast.defaults.web.EmailAddress;
import io.holdfast.defaults.web.LanguageTag;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.TextBlock;
import io.holdfast.defaults.web.TextLine;
import io.holdfast.defaults.web.Texts;
import io.holdfast.messaging.MessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A service with nothing of its own: what it does is what every service does. */
@SpringBootApplication
public class SampleService {

    record Order(@NotBlank String name, @Positive int pieces, Instant at, Size size, boolean gift, List<@Valid Line> lines) {}

    record Line(@NotBlank String text, @Nullable Long amount) {}

    record Guest(
            @NotNull(message = "is needed") @TextLine(min = 2, max = 50) String name,
            @NotNull(message = "is needed") @EmailAddress String email,
            @Nullable @TextBlock(max = 2000) String notes,
            @Nullable @LanguageTag String language,
            @Nullable Instant start,
            @Nullable LocalDate date,
            @Nullable ZoneId zone) {

        Guest {
            name = Texts.cleanNullable(name);
        }
    }

    enum Size {
        SMALL,
        LARGE
    }

    @RestController
    static class Controller {

        private final AtomicInteger guests = new AtomicInteger();

        @OpenToAll
        @PostMapping("/open/orders")
        Order order(@RequestBody @Valid Order order) {
            return order;
        }

        @OpenToAll
        @GetMapping("/open/caller")
        Caller open(Caller caller) {
            return caller;
        }

        @GetMapping("/caller")
        Caller caller(Caller caller) {
            return caller;
        }

        @OpenToAll
        @GetMapping("/open/context")
        MessageContext context() {
            return MessageContext.current();
        }

        @OpenToAll
        @GetMapping("/open/thread")
        boolean virtual() {
            return Thread.currentThread().isVirtual();
        }

        @OpenToAll
        @GetMapping("/open/page")
        int page(@RequestParam int page) {
            return page;
        }

        @OpenToAll
        @GetMapping("/open/things/{id}")
        String thing(@PathVariable String id) {
            return id;
        }

        @OpenToAll
        @GetMapping("/open/list")
        Paged<Integer> list(Paging paging) {
            return Paged.cut(List.of(1, 2, 3), paging);
        }

        @OpenToAll
        @GetMapping("/open/instant")
        Instant instant(@RequestParam Instant at) {
            return at;
        }

        @OpenToAll
        @PostMapping("/open/guests")
        Guest guest(@RequestBody @Valid Guest guest) {
            guests.incrementAndGet();
            return guest;
        }

        @OpenToAll
        @GetMapping("/open/guests/count")
        int count(@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
            return guests.get();
        }

        @Access(Role.ADMIN)
        @GetMapping("/admin/secret")
        String secret() {
            return "secret";
        }

        @Access(Role.ADMIN)
        @PutMapping("/admin/thing")
        String admin() {
            return "done";
        }

        @OpenToAll
        @GetMapping("/open/bug")
        String bug() {
            throw new IllegalStateException("io.holdfast.secret at 10.0.0.7");
        }

        @OpenToAll
        @GetMapping("/open/store")
        String store() {
            throw new DataAccessResourceFailureException("mongodb://10.0.0.7 is away");
        }

        @OpenToAll
        @GetMapping("/open/download")
        void download(@RequestParam boolean fails, HttpServletRequest request, HttpServletResponse response) {
            CsvDownload.answer(request, response, "list.csv", List.of("row"), csv -> {
                for (int row = 0; row < 5_000; row++) {
                    csv.row("a row that is " + row);
                }
                if (fails) {
                    throw new DataAccessResourceFailureException("mongodb://10.0.0.7 is away");
                }
            });
        }

        @OpenToAll
        @GetMapping("/open/late")
        String late() {
            throw Problem.rule("too-late", "It is too late for that.");
        }

        @OpenToAll
        @GetMapping("/open/often")
        String often() {
            throw Problem.tooMany("Too many requests.", java.time.Duration.ofSeconds(7));
        }
    }
}
