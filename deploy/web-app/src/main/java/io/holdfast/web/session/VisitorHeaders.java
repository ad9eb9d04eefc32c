package io.holdfast.web.session;

import io.holdfast.web.api.RequestHeaders;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Calls the API as whoever looks at the page would. */
@Component
final class VisitorHeaders implements RequestHeaders {

    /** How the gateway says from where a request comes; nobody else can set it. */
    private static final String CLIENT_ADDRESS = "Holdfast-Client-Address";

    private final Visitors visitors;

    VisitorHeaders(Visitors visitors) {
        this.visitors = visitors;
    }

    @Override
    public void addTo(HttpHeaders headers) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return;
        }
        HttpServletRequest request = attributes.getRequest();
        Visitor visitor = visitors.of(request);
        if (visitor.token() != null) {
            headers.setBearerAuth(visitor.token());
        }
        if (visitor.guestToken() != null) {
            headers.set("Holdfast-Manage-Token", visitor.guestToken());
        }
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, visitors.localeOf(request).toLanguageTag());
        String address = request.getHeader(CLIENT_ADDRESS);
        if (address != null && address.matches("[0-9A-Fa-f:.]{2,45}(/64)?")) {
            // Believed where the gateway knows us for a proxy, so that limits are for visitors, not for the web app.
            headers.set("X-Forwarded-For", address.replace("/64", ""));
        }
    }
}
