package io.holdfast.booking.web;

import java.net.URI;
import java.util.UUID;

import io.holdfast.booking.application.Sha256;
import io.holdfast.booking.domain.Offering;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.Offerings;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.Problem;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Admins write the catalogue. An offering is retired with {@code "active": false}. */
@RestController
@RequestMapping("/api/v1/admin/offerings")
class AdminOfferingsController {

    private final Offerings offerings;

    AdminOfferingsController(Offerings offerings) {
        this.offerings = offerings;
    }

    @PutMapping("/{id}")
    OfferingJson put(Caller caller, @PathVariable String id, @Valid @RequestBody OfferingBody body) {
        if (!id.matches(Text.ID)) {
            throw Problem.invalid("id", "must have letters, digits, dots and dashes only");
        }
        if (body.id() != null && !body.id().equals(id)) {
            throw Problem.invalid("id", "must be the one in the path, or left out");
        }
        Offering offering = body.toOffering(new TenantId(caller.tenantId()), new OfferingId(id));
        offerings.put(offering);
        return OfferingJson.of(offering);
    }

    @PostMapping
    ResponseEntity<OfferingJson> create(
            Caller caller,
            @Valid @RequestBody OfferingBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        Offering offering = body.toOffering(new TenantId(caller.tenantId()), new OfferingId(identify(caller, body, key)));
        if (!offerings.add(offering)) {
            requireTheSame(offering, key, body.id() == null);
        }
        return ResponseEntity.created(URI.create("/api/v1/offerings/" + offering.id()))
                .body(OfferingJson.of(offering));
    }

    private static String identify(Caller caller, OfferingBody body, @Nullable String key) {
        if (body.id() != null) {
            return body.id();
        }
        return key == null
                ? UUID.randomUUID().toString()
                : Sha256.id(caller.tenantId(), String.valueOf(caller.subject()), key).toString();
    }

    private void requireTheSame(Offering offering, @Nullable String key, boolean idFromKey) {
        boolean same = offerings.find(offering.tenant(), offering.id()).filter(offering::equals).isPresent();
        if (key != null && same) {
            return;
        }
        throw idFromKey
                ? Problem.rule("idempotency-key-reused", "This Idempotency-Key was used for another request before.")
                : Problem.conflict("There is an offering with this id already.");
    }
}
