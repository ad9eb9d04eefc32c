package io.holdfast.booking.web;

import java.util.ArrayList;
import java.util.List;

import io.holdfast.booking.domain.booking.BookingDetails;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.PhoneNumbers;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Merge Patch (RFC 7396) of a booking's details: what is left out stays, null clears. What comes of it is held to the
 * same rules as at booking.
 */
@Component
class Corrections {

    private final JsonMapper json;
    private final Validator validator;
    private final PhoneNumbers phones;

    Corrections(JsonMapper json, Validator validator, PhoneNumbers phones) {
        this.json = json;
        this.validator = validator;
        this.phones = phones;
    }

    /**
     * @param http which {@code patch} came with
     * @throws Problem 400 when what comes of it breaks a rule, by field
     */
    BookingDetails merge(Caller caller, BookingDetails before, ObjectNode patch, HttpServletRequest http) {
        // For names that mean nothing and forms that are wrong, also where they would leave no trace.
        read(patch, http);
        ObjectNode merged = json.valueToTree(CorrectionRequest.of(before));
        merge(merged, patch);
        CorrectionRequest request = read(merged, http);
        List<FieldError> violations = new ArrayList<>(validator.validate(request).stream()
                .map(violation -> new FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList());
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
        var recipient = request.recipient();
        BookingDetails after = request.toDetails(
                BookingRequest.phone(caller, phones, "client.phone", request.client().phone(), violations),
                BookingRequest.phone(caller, phones, "recipient.phone", recipient == null ? null : recipient.phone(), violations));
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
        return after;
    }

    private CorrectionRequest read(ObjectNode body, HttpServletRequest http) {
        try {
            return json.treeToValue(body, CorrectionRequest.class);
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException("A correction", e, new ServletServerHttpRequest(http));
        }
    }

    private static void merge(ObjectNode into, ObjectNode patch) {
        patch.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                into.remove(entry.getKey());
            } else if (value instanceof ObjectNode part) {
                JsonNode there = into.path(entry.getKey());
                ObjectNode target = there instanceof ObjectNode object ? object : into.putObject(entry.getKey());
                merge(target, part);
            } else {
                into.set(entry.getKey(), value);
            }
        });
    }
}
