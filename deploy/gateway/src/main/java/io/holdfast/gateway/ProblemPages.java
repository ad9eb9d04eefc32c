package io.holdfast.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.ProblemCatalogue;
import io.holdfast.defaults.web.ProblemCatalogue.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What a problem's {@code type} leads to: what has happened and what to do, for people, and by {@code Accept} as JSON. */
@RestController
@OpenToAll
class ProblemPages {

    private final ProblemCatalogue catalogue = ProblemCatalogue.shipped();

    /**
     * A kind of problem.
     *
     * @param type        its address
     * @param statuses    that it comes with
     * @param explanation what has happened
     * @param remedy      what the caller does now
     */
    record ProblemResponse(
            String code, String type, List<Integer> statuses, String title, String explanation, String remedy) {

        static ProblemResponse of(Kind kind) {
            return new ProblemResponse(
                    kind.code(), kind.address(), kind.statuses(), kind.title(), kind.explanation(), kind.remedy());
        }
    }

    record ProblemsResponse(List<ProblemResponse> items) {}

    /** Every code that a problem can have; as a page, and by {@code Accept} as JSON. */
    @GetMapping("/problems")
    ResponseEntity<?> all(@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        if (wantsJson(accept)) {
            return json(new ProblemsResponse(catalogue.all().stream().map(ProblemResponse::of).toList()));
        }
        String rows = catalogue.all().stream()
                .map(kind -> "<tr><td>%s</td><td><a href=\"%s\"><code>%s</code></a></td><td>%s</td></tr>".formatted(
                        statuses(kind), HtmlPage.text(kind.address()), HtmlPage.text(kind.code()), HtmlPage.text(kind.title())))
                .collect(Collectors.joining("\n"));
        return new HtmlPage("Problems")
                .add("<h1>Problems</h1>")
                .add("<p>Whatever ends a request is answered as <code>application/problem+json</code> (RFC 9457). "
                        + "Its <code>type</code> leads to one of these pages, its <code>code</code> is for programs.</p>")
                .add("<table><thead><tr><th>Status</th><th>Code</th><th></th></tr></thead><tbody>" + rows + "</tbody></table>")
                .answer();
    }

    /** What has happened, and what to do; as a page, and by {@code Accept} as JSON. */
    @GetMapping("/problems/{code}")
    ResponseEntity<?> one(
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Kind kind = catalogue.find(code).orElseThrow(() -> Problem.notFound("problem"));
        if (wantsJson(accept)) {
            return json(ProblemResponse.of(kind));
        }
        return new HtmlPage(kind.title())
                .add("<h1>%s</h1>".formatted(HtmlPage.text(kind.title())))
                .add("<p><code>%s</code>, status %s</p>".formatted(HtmlPage.text(kind.code()), statuses(kind)))
                .add("<h2>What has happened</h2><p>%s</p>".formatted(HtmlPage.prose(kind.explanation())))
                .add("<h2>What to do</h2><p>%s</p>".formatted(HtmlPage.prose(kind.remedy())))
                .answer();
    }

    private static String statuses(Kind kind) {
        return kind.statuses().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static ResponseEntity<Object> json(Object body) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .body(body);
    }

    /** A page for whoever does not say that they would rather have JSON, as browsers and curl. */
    private static boolean wantsJson(@Nullable String accept) {
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
                    .filter(type -> type.includes(MediaType.TEXT_HTML) || isJson(type))
                    .findFirst()
                    .filter(ProblemPages::isJson)
                    .isPresent();
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static boolean isJson(MediaType type) {
        return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
    }
}
