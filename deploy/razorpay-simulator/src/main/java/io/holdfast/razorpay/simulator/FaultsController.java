package io.holdfast.razorpay.simulator;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API of fault injection, for tests. */
@RestController
@RequestMapping("/simulator/faults")
class FaultsController {
    private final Faults faults;
    private final RequestBodies bodies;
    private final SimulatorSettings settings;

    FaultsController(Faults faults, RequestBodies bodies, SimulatorSettings settings) {
        this.faults = faults;
        this.bodies = bodies;
        this.settings = settings;
    }

    @PostMapping
    Overview add(@RequestBody(required = false) byte @Nullable [] body) {
        var rule = FaultRule.read(bodies.object(body).orElseThrow(() ->
            new SimulatorProblem(HttpStatus.BAD_REQUEST, "The request body is not a JSON object.")));
        if (rule.fault() == Fault.WEBHOOK_OLD_SECRET && settings.webhookSecretPrevious().isBlank()) {
            throw new SimulatorProblem(HttpStatus.CONFLICT,
                "There is no old secret: set RAZORPAY_WEBHOOK_SECRET_PREVIOUS.");
        }
        faults.add(rule);
        return overview();
    }

    @GetMapping
    Overview overview() {
        return new Overview(faults.active(), faults.injected());
    }

    /** Ends all that is active; what it did stays counted. */
    @DeleteMapping
    Overview clear() {
        faults.clear();
        return overview();
    }

    record Overview(List<Map<String, @Nullable Object>> active, Map<String, Long> injected) {
    }
}
