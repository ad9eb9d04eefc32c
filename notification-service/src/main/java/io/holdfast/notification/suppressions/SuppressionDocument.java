package io.holdfast.notification.suppressions;

import java.time.Instant;
import java.util.List;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.defaults.store.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An address that gets no mail. The mail account is the deployment's, so the address is suppressed for all its tenants.
 *
 * @param id      SHA-256 of the lower-case address
 * @param address as an admin needs it to know whose it is
 * @param tenants whose admins see it: the deployment's own, and each that wanted to write to it
 */
@Permanent(why = "one per address that bounced or complained, until an admin lifts it; writing to it again costs the sender's name")
@PersonalData(holds = "an address that bounced or complained", erased = "its hash alone, so that nobody writes there again")
@Document("suppressions")
@CompoundIndex(name = "by-tenant", def = "{'tenants': 1, 'since': -1, '_id': -1}")
record SuppressionDocument(
        @Id String id,
        @Version @Nullable Long version,
        String address,
        SuppressionCause cause,
        Instant since,
        @Bounded(max = SuppressionDocument.MOST_TENANTS, by = "Suppressions, which adds no more")
        List<String> tenants) {

    static final int MOST_TENANTS = 1_000;
}
