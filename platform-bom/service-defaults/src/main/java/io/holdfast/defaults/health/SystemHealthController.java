package io.holdfast.defaults.health;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How this service is; the gateway asks all of them under the same path, with the admin's own token. */
@RestController
@Access(Role.ADMIN)
class SystemHealthController {

    private final ServiceHealth health;

    SystemHealthController(ServiceHealth health) {
        this.health = health;
    }

    @GetMapping("/api/v1/admin/system-health")
    ResponseEntity<ServiceHealthResponse> health(Caller caller) throws InterruptedException {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(health.look(caller.tenantId()));
    }
}
