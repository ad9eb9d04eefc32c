package io.holdfast.notification.suppressions;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.notification.TenantId;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Addresses that get no mail, for the admin, who can let it go there again. */
@RestController
@RequestMapping("/api/v1/admin/suppressions")
@Access(Role.ADMIN)
class SuppressionsController {

    private final Suppressions suppressions;

    SuppressionsController(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    /** Addresses that get no mail, because it bounced or was complained of. */
    @GetMapping
    Paged<SuppressionResponse> all(Paging paging, Caller caller) {
        return Paged.of(suppressions.of(new TenantId(caller.tenantId()), paging.page(), paging.limit()), paging)
                .map(SuppressionResponse::of);
    }

    /** Lets mail go there again. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable String id, Caller caller) {
        if (!suppressions.lift(new TenantId(caller.tenantId()), id)) {
            throw Problem.notFound("suppression");
        }
    }
}
