package io.holdfast.defaults.sample;

import java.time.Instant;
import java.util.List;

import io.holdfast.defaults.access.AccessRules;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Problem;
import io.holdfast.messaging.MessageContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A service with nothing of its own: what it does is what every service does. */
@SpringBootApplication
public class SampleService {

    @Bean
    AccessRules accessRules() {
        return new AccessRules()
                .open(HttpMethod.GET, "/open/**")
                .open(HttpMethod.POST, "/open/**")
                .only(HttpMethod.PUT, "/admin/**", Role.ADMIN);
    }

    record Order(@NotBlank String name, @Positive int pieces, Instant at, Size size, boolean gift, List<@Valid Line> lines) {}

    record Line(@NotBlank String text, @Nullable Long amount) {}

    enum Size {
        SMALL,
        LARGE
    }

    @RestController
    static class Controller {

        @PostMapping("/open/orders")
        Order order(@RequestBody @Valid Order order) {
            return order;
        }

        @GetMapping("/open/caller")
        Caller open(Caller caller) {
            return caller;
        }

        @GetMapping("/caller")
        Caller caller(Caller caller) {
            return caller;
        }

        @GetMapping("/open/context")
        MessageContext context() {
            return MessageContext.current();
        }

        @GetMapping("/open/thread")
        boolean virtual() {
            return Thread.currentThread().isVirtual();
        }

        @GetMapping("/open/page")
        int page(@RequestParam int page) {
            return page;
        }

        @PutMapping("/admin/thing")
        String admin() {
            return "done";
        }

        @GetMapping("/open/bug")
        String bug() {
            throw new IllegalStateException("io.holdfast.secret at 10.0.0.7");
        }

        @GetMapping("/open/store")
        String store() {
            throw new DataAccessResourceFailureException("mongodb://10.0.0.7 is away");
        }

        @GetMapping("/open/late")
        String late() {
            throw Problem.rule("TOO_LATE", "It is too late for that.");
        }

        @GetMapping("/open/often")
        String often() {
            throw Problem.tooMany("Too many requests.", java.time.Duration.ofSeconds(7));
        }
    }
}
