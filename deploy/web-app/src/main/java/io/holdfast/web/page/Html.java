package io.holdfast.web.page;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;

/**
 * A page by its template, which takes {@code Page page} and the page's own record as {@code view}:
 * {@code return Html.of(page, "booking/home", new HomeView(…));}.
 */
public final class Html implements View {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    private final Page page;
    private final String template;
    private final Object view;
    private HttpStatus status = HttpStatus.OK;

    private Html(Page page, String template, Object view) {
        this.page = page;
        this.template = template;
        this.view = view;
    }

    /** @param template below {@code src/main/jte}, without its ending */
    public static Html of(Page page, String template, Object view) {
        return new Html(page, template, view);
    }

    /** A page whose form came back is answered 422, or 409 when somebody else was faster. */
    public Html status(HttpStatus other) {
        this.status = other;
        return this;
    }

    @Override
    public String getContentType() {
        return "text/html;charset=UTF-8";
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Whole before a byte of it is sent: making it may set cookies, and what fails has not begun.
        var output = new Utf8ByteOutput();
        var values = new HashMap<String, Object>();
        values.put("page", page);
        values.put("view", view);
        TEMPLATES.render(template + ".jte", values, output);
        response.setStatus(status.value());
        response.setContentType(getContentType());
        response.setContentLength(output.getContentLength());
        response.setHeader(SecurityHeaders.POLICY, page.policyHeader());
        // Spring has said the browser's already.
        response.setLocale(page.locale());
        response.setHeader(HttpHeaders.VARY, "Cookie, Accept-Language, Accept-Encoding");
        // What is somebody's own is left nowhere, anything else may be shown again when they go back.
        boolean personal = page.visitor().isSignedIn() || page.visitor().isGuest();
        response.setHeader(HttpHeaders.CACHE_CONTROL, personal ? "no-store" : "private, no-cache");
        output.writeTo(response.getOutputStream());
    }
}
