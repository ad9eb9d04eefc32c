package io.holdfast.web.page;

import java.time.Duration;

import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.session.ForeignForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.client.RestClientException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/**
 * Whatever ends a request becomes a page for people: what has happened, and what they can do. Programs, which do not ask for
 * HTML, get the same problems as from the API.
 */
@Component
class ErrorPages implements HandlerExceptionResolver, Ordered {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);
    private static final Duration USUAL_RETRY = Duration.ofSeconds(2);

    private final PageParts parts;

    ErrorPages(PageParts parts) {
        this.parts = parts;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        boolean ours = failure instanceof ApiProblem
                || failure instanceof SignInNeeded
                || failure instanceof NotThere
                || failure instanceof ForeignForm
                || failure instanceof RestClientException;
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (response.isCommitted() || (!ours && (accept == null || !accept.contains("text/html")))) {
            return null;
        }
        var page = new Page(request, response, parts);
        return new ModelAndView(viewOf(page, request, response, failure));
    }

    private View viewOf(Page page, HttpServletRequest request, HttpServletResponse response, Exception failure) {
        return switch (failure) {
            case SignInNeeded needed -> Redirect.to("/login?next=" + page.encodedAddress());
            case ApiProblem problem when problem.isUnauthenticated() -> signInAgain(page, request);
            case ApiProblem problem -> of(page, request, response, problem);
            case NotThere notThere -> page(page, "not-found", HttpStatus.NOT_FOUND, null, null);
            case ForeignForm foreign -> page(page, "form", HttpStatus.FORBIDDEN, null, null);
            case RestClientException silence -> {
                log.warn("{} {}: the API's answer cannot be read: {}", request.getMethod(), request.getRequestURI(), silence.toString());
                yield unavailable(page, request, response, USUAL_RETRY);
            }
            case ErrorResponse refused when refused.getStatusCode().value() == HttpStatus.NOT_FOUND.value() ->
                page(page, "not-found", HttpStatus.NOT_FOUND, null, null);
            case ErrorResponse refused when refused.getStatusCode().is4xxClientError() ->
                page(page, "request", HttpStatus.valueOf(refused.getStatusCode().value()), null, null);
            // A date that is none in an address: nobody's page.
            case TypeMismatchException wrong -> page(page, "not-found", HttpStatus.NOT_FOUND, null, null);
            default -> {
                log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
                yield page(page, "failure", HttpStatus.INTERNAL_SERVER_ERROR, null, page.address());
            }
        };
    }

    /** Their session has ended: what they look at is shown as anybody sees it, or asks them to sign in. */
    private View signInAgain(Page page, HttpServletRequest request) {
        if (!page.visitor().isSignedIn()) {
            return Redirect.to("/login?next=" + page.encodedAddress());
        }
        page.endSession();
        return Redirect.to(request.getMethod().equals("GET") ? page.address() : "/login?next=" + page.encodedAddress());
    }

    private View of(Page page, HttpServletRequest request, HttpServletResponse response, ApiProblem problem) {
        String retry = request.getMethod().equals("GET") ? page.address() : null;
        return switch (problem.status()) {
            case 403 -> page(page, "forbidden", HttpStatus.FORBIDDEN, null, null);
            case 404, 410 -> page(page, "not-found", HttpStatus.NOT_FOUND, null, null);
            case 409 -> page(page, "conflict", HttpStatus.CONFLICT, null, retry);
            case 429 -> {
                Duration wait = problem.retryAfter();
                if (wait != null) {
                    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()));
                }
                yield page(page, "too-many", HttpStatus.TOO_MANY_REQUESTS, wait, retry);
            }
            case 400, 413, 415, 422 -> page(page, "request", HttpStatus.UNPROCESSABLE_CONTENT, null, null);
            default -> {
                log.warn("{} {}: the API says {} {}", request.getMethod(), request.getRequestURI(), problem.status(), problem.code());
                yield unavailable(page, request, response, problem.retryAfter());
            }
        };
    }

    private View unavailable(Page page, HttpServletRequest request, HttpServletResponse response, @Nullable Duration wait) {
        Duration pause = wait == null ? USUAL_RETRY : wait;
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(pause.toSeconds()));
        return page(
                page, "unavailable", HttpStatus.SERVICE_UNAVAILABLE, pause, request.getMethod().equals("GET") ? page.address() : null);
    }

    private static View page(Page page, String kind, HttpStatus status, @Nullable Duration wait, @Nullable String retry) {
        var view = new ProblemView(kind, status.value(), wait == null ? 0 : wait.toSeconds(), retry);
        return Html.of(page, "problem/problem", view).status(status);
    }
}
