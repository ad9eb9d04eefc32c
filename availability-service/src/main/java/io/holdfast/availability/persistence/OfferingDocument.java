package io.holdfast.availability.persistence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.holdfast.availability.domain.Buffers;
import io.holdfast.availability.domain.Money;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.OfferingRules;
import io.holdfast.availability.domain.Tariff;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** {@code _id} is {@code tenant:offering}; lengths of time are minutes. What it is called and costs is absent in those from before. */
@Permanent(why = "one per offering of a tenant; a retired one keeps stale news from reviving it")
@NoPersonalData(why = "how slots are cut")
@Document("offerings")
record OfferingDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String offeringId,
        @Nullable String name,
        long sequence,
        @Bounded(max = 20, by = "booking-service, which publishes them")
        List<Long> durations,
        int capacity,
        long minNotice,
        int maxDaysAhead,
        boolean sameDay,
        long bufferBefore,
        long bufferAfter,
        long hold,
        boolean matched,
        boolean retired,
        @Nullable TariffPart tariff) {

    static String idOf(TenantId tenant, OfferingId offering) {
        return tenant.value() + ":" + offering.value();
    }

    static OfferingDocument of(TenantId tenant, Offering offering, long sequence, @Nullable Long version) {
        OfferingRules rules = offering.rules();
        return new OfferingDocument(
                idOf(tenant, offering.id()),
                version,
                tenant.value(),
                offering.id().value(),
                offering.name(),
                sequence,
                offering.durations().stream().map(Duration::toMinutes).toList(),
                offering.capacity(),
                rules.minNotice().toMinutes(),
                rules.maxDaysAhead(),
                rules.sameDay(),
                rules.buffers().before().toMinutes(),
                rules.buffers().after().toMinutes(),
                rules.hold().toMinutes(),
                offering.matched(),
                offering.retired(),
                offering.tariff().map(TariffPart::of).orElse(null));
    }

    Offering toDomain() {
        var buffers = new Buffers(Duration.ofMinutes(bufferBefore), Duration.ofMinutes(bufferAfter));
        return new Offering(
                new OfferingId(offeringId),
                name,
                durations.stream().map(Duration::ofMinutes).toList(),
                capacity,
                new OfferingRules(
                        Duration.ofMinutes(minNotice), maxDaysAhead, sameDay, buffers, Duration.ofMinutes(hold)),
                matched,
                retired,
                Optional.ofNullable(tariff).map(TariffPart::toDomain));
    }

    /** Both null where the professional's own rate applies. */
    record TariffPart(@Nullable Money price, @Nullable Money hourlyRate) {

        static TariffPart of(Tariff tariff) {
            return new TariffPart(tariff.price(), tariff.hourlyRate());
        }

        Tariff toDomain() {
            return new Tariff(price, hourlyRate);
        }
    }
}
