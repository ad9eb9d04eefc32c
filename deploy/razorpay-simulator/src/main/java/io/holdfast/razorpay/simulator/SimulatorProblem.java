package io.holdfast.razorpay.simulator;

import java.util.List;

import org.springframework.http.HttpStatus;

/** A refusal of the simulator's own endpoints, answered as problem+json. */
class SimulatorProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient List<FieldProblem> fields;

    SimulatorProblem(HttpStatus status, String detail) {
        this(status, detail, List.of());
    }

    SimulatorProblem(HttpStatus status, String detail, List<FieldProblem> fields) {
        super(detail, null, false, false);
        this.status = status;
        this.fields = fields;
    }

    HttpStatus status() {
        return status;
    }

    List<FieldProblem> fields() {
        return fields;
    }

    record FieldProblem(String field, String message) {
    }
}
