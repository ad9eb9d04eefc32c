package io.holdfast.matching.avatars;

import java.time.Instant;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.matching.domain.ProfessionalId;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A picture as stored; {@code _id} is {@code tenantId:professionalId}, so each has one.
 *
 * @param hash of the bytes, in the picture's address
 */
@Permanent(why = "one small picture per professional, until they take it away")
@NoPersonalData(why = "a professional, who is of the business and not its client")
@Document("avatars")
record AvatarDocument(
        @Id String id,
        String hash,
        @Bounded(max = SquarePicture.MOST_BYTES, by = "SquarePicture, which makes them all") byte[] jpeg,
        Instant at) {

    static String idOf(ProfessionalId id) {
        return id.tenantId().value() + ":" + id.value();
    }
}
