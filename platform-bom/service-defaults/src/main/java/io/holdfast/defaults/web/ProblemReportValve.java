package io.holdfast.defaults.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Tomcat itself refuses, before any filter sees it: request lines and headers that cannot be read, expectations,
 * methods. It would answer with a page of HTML. Public, with such a constructor, because Tomcat makes it by its name.
 */
public final class ProblemReportValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int VERSION_NOT_SUPPORTED = 505;

    private final JsonMapper json = JsonMapper.shared();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < BAD_REQUEST || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var isOpen = new AtomicBoolean(false);
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, isOpen);
        if (!isOpen.get()) {
            return;
        }
        if (status == NOT_IMPLEMENTED || status == VERSION_NOT_SUPPORTED) {
            // Tomcat's word for transfer codings, methods and versions that it does not know: the caller's doing, not ours.
            status = BAD_REQUEST;
            response.setStatus(status);
        }
        if (status >= SERVER_ERROR) {
            log.error("A request failed before it reached a handler", failure);
        }
        write(response, status);
    }

    private void write(Response response, int status) {
        ProblemCatalogue.Kind kind = ProblemCatalogue.shipped().usual(status);
        var body = json.createObjectNode()
                .put("type", kind.address())
                .put("title", kind.title())
                .put("status", status)
                .put(Problem.CODE, kind.code())
                .put("detail", status >= SERVER_ERROR
                        ? Problem.FAILURE
                        : "The request cannot be read.");
        if (response.getHeader(RequestIdFilter.HEADER) == null) {
            response.setHeader(RequestIdFilter.HEADER, UUID.randomUUID().toString());
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            byte[] bytes = json.writeValueAsBytes(body);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
            response.finishResponse();
        } catch (IOException e) {
            log.debug("Whoever sent what cannot be read did not wait for the answer", e);
        }
    }
}
