package io.holdfast.gateway;

import io.holdfast.contracts.AsyncApi;
import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.access.OpenToAll;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Describes the platform to tools: the topics, as AsyncAPI derived from the event catalogue. */
@RestController
@OpenToAll
class ApiDocuments {

    private final String asyncApi = AsyncApi.document(Catalogue.load(), "1.0.0");

    @GetMapping(path = "/asyncapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    String asyncApi() {
        return asyncApi;
    }
}
