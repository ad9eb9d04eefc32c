package io.holdfast.booking.persistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.SentMessage;
import io.holdfast.booking.domain.booking.SentMessages;
import io.holdfast.messaging.Gatherings;
import io.holdfast.messaging.mongo.GatheredProjections;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** A projection of topic {@code notifications}, a document for each booking; what is known already is not written again. */
@Component
class MongoSentMessages implements SentMessages {

    private final GatheredProjections<SentMessagesDocument> documents;

    MongoSentMessages(MongoOperations mongo, Gatherings gatherings) {
        this.documents = new GatheredProjections<>(mongo, gatherings, SentMessagesDocument.class);
    }

    @Override
    public List<SentMessage> of(TenantId tenant, BookingId booking) {
        return find(tenant, booking).map(SentMessagesDocument::messages).orElse(List.of());
    }

    @Override
    public void project(TenantId tenant, BookingId booking, List<SentMessage> messages, @Nullable Instant refusedAt) {
        documents.project(booking.value(), stored -> {
            Optional<SentMessagesDocument> known = stored.filter(found -> found.tenantId().equals(tenant.value()));
            if (stored.isPresent() && known.isEmpty()) {
                // Ids are ours and differ between tenants.
                return stored;
            }
            List<SentMessage> before = known.map(SentMessagesDocument::messages).orElse(List.of());
            List<SentMessage> after = merge(before, messages);
            Instant refusedBefore = known.map(SentMessagesDocument::refusedAt).orElse(null);
            return after.equals(before) && Objects.equals(refusedBefore, refusedAt)
                    ? known
                    : Optional.of(new SentMessagesDocument(
                            booking.value(), known.map(SentMessagesDocument::version).orElse(null), tenant.value(), after,
                            refusedAt));
        });
    }

    private Optional<SentMessagesDocument> find(TenantId tenant, BookingId booking) {
        return documents.find(booking.value()).filter(found -> found.tenantId().equals(tenant.value()));
    }

    /** Of one message to one person the latest counts: what failed may be sent after all. */
    private static List<SentMessage> merge(List<SentMessage> before, List<SentMessage> news) {
        var all = new ArrayList<>(before);
        for (SentMessage message : news) {
            Optional<SentMessage> known = all.stream().filter(message::isSameAs).findFirst();
            if (known.filter(earlier -> !earlier.at().isBefore(message.at())).isEmpty()) {
                known.ifPresent(all::remove);
                all.add(message);
            }
        }
        all.sort(Comparator.comparing(SentMessage::at));
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }
}
