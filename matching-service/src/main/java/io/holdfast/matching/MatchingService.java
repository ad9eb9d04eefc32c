package io.holdfast.matching;

import io.holdfast.defaults.HoldfastService;
import io.holdfast.defaults.access.AccessRules;
import io.holdfast.defaults.access.Role;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;

/** Owns professionals: admins write them, they present themselves, everybody reads them, the other services copy what they need. */
@SpringBootApplication
public class MatchingService {

    public static void main(String[] args) {
        HoldfastService.named(MatchingService.class, "matching-service").run(args);
    }

    @Bean
    AccessRules accessRules() {
        return new AccessRules()
                // Before the next rules, or anybody's own profile would be a public page.
                .only("/api/v1/professionals/me", Role.PROFESSIONAL)
                .open(HttpMethod.GET, "/api/v1/professionals")
                .open(HttpMethod.GET, "/api/v1/professionals/*")
                .only(HttpMethod.POST, "/api/v1/admin/professionals", Role.ADMIN)
                .only("/api/v1/admin/professionals/*", Role.ADMIN);
    }
}
