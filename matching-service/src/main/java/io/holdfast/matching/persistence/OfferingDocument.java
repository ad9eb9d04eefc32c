package io.holdfast.matching.persistence;

import java.util.List;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.waitlist.Offering;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** {@code _id} is {@code tenant:offering}. */
@Permanent(why = "one per offering of a tenant; a retired one keeps stale news from reviving it")
@NoPersonalData(why = "what can be waited for")
@Document("offerings")
record OfferingDocument(
        @Id String id,
        @Version @Nullable Long version,
        String offeringId,
        long sequence,
        String name,
        boolean direct,
        @Bounded(max = 20, by = "booking-service, which publishes them") List<Integer> durations,
        int noticeMinutes,
        int daysAhead,
        boolean retired) {

    static String idOf(TenantId tenant, String offering) {
        return tenant.value() + ":" + offering;
    }

    static OfferingDocument of(TenantId tenant, Offering offering, long sequence, @Nullable Long version) {
        return new OfferingDocument(
                idOf(tenant, offering.id()), version, offering.id(), sequence, offering.name(), offering.direct(),
                offering.durations(), offering.noticeMinutes(), offering.daysAhead(), offering.retired());
    }

    Offering toDomain() {
        return new Offering(offeringId, name, direct, durations, noticeMinutes, daysAhead, retired);
    }
}
