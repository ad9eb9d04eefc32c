package io.holdfast.notification.suppressions;

import java.util.Optional;

import io.holdfast.notification.TenantId;

/** Which addresses get no mail any more. */
public interface SuppressedAddresses {

    /** Why this address gets none; empty when it does. From now on the tenant's admins see it. */
    Optional<SuppressionCause> causeFor(TenantId tenantId, String address);
}
