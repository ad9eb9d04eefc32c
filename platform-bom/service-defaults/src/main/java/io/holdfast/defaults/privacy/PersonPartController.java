package io.holdfast.defaults.privacy;

import java.io.IOException;
import java.util.List;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * This service's part of an export, for the gateway, which makes one archive of all. It is read from the stores now, document
 * by document: nothing is kept a second time, and what was erased meanwhile is not in it.
 */
@RestController
@Access(Role.ADMIN)
class PersonPartController {

    private static final int MOST_PAGES = 1_000;

    private final String service;
    private final MongoOperations mongo;
    private final List<PersonalRecords> all;
    private final PersonReader reader;
    private final JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    PersonPartController(
            @Value("${spring.application.name}") String service,
            MongoOperations mongo,
            List<PersonalRecords> all,
            PersonReader reader) {
        this.service = service;
        this.mongo = mongo;
        this.all = all;
        this.reader = reader;
    }

    /** What this service holds of whom an export is about, by collection. A failure in the middle cuts the connection. */
    @GetMapping("/api/v1/admin/privacy/parts/{jobId}")
    void part(Caller caller, @PathVariable String jobId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<PersonTaskDocument> pages = pages(caller.tenantId(), jobId);
        if (pages.isEmpty()) {
            throw Problem.notFound("export");
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        // Not closed: what fails in the middle must not end the answer as if it were whole.
        JsonGenerator out = json.createGenerator(response.getOutputStream());
        out.writeStartObject();
        out.writeStringProperty("service", service);
        for (PersonalRecords records : all) {
            out.writeArrayPropertyStart(records.collection());
            pages.forEach(page -> reader.read(records, page.person(), stored -> out.writePOJO(ReadableJson.of(stored))));
            out.writeEndArray();
        }
        out.writeEndObject();
        out.flush();
    }

    private List<PersonTaskDocument> pages(String tenantId, String jobId) {
        Query ofJob = Query.query(Criteria.where("jobId").is(jobId)).with(Sort.by("person.page")).limit(MOST_PAGES);
        return mongo.find(ofJob, PersonTaskDocument.class).stream()
                .filter(page -> page.person().tenantId().equals(tenantId) && page.kind() == PersonTask.Kind.EXPORT)
                .toList();
    }
}
