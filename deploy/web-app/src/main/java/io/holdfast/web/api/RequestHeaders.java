package io.holdfast.web.api;

import org.springframework.http.HttpHeaders;

/** Says with every call for whom it is made: whose token, which language, from which address. */
@FunctionalInterface
public interface RequestHeaders {

    void addTo(HttpHeaders headers);
}
