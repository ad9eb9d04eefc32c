package io.holdfast.matching;

import io.holdfast.defaults.HoldfastService;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Owns professionals: admins write them, they present themselves, everybody reads them, the other services copy what they need. */
@SpringBootApplication
public class MatchingService {

    public static void main(String[] args) {
        HoldfastService.named(MatchingService.class, "matching-service").run(args);
    }
}
