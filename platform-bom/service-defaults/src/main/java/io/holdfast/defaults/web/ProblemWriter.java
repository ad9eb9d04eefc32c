package io.holdfast.defaults.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem where no controller is involved: in filters. */
public final class ProblemWriter {

    /** The request's attribute that has the code of the problem that it was answered with. */
    public static final String CODE = "holdfast.problem";

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Leaves word of what a request was answered with to who has handed it on. */
    public static void note(HttpServletRequest request, ProblemDetail body) {
        if (body.getProperties() != null && body.getProperties().get(Problem.CODE) instanceof String code) {
            request.setAttribute(CODE, code);
        }
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        ProblemDetail body = problem.body(request.getRequestURI());
        note(request, body);
        problem.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setStatus(problem.getStatusCode().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
