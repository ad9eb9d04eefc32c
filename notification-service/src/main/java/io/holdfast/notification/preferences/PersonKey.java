package io.holdfast.notification.preferences;

import java.util.Locale;
import java.util.Optional;

import io.holdfast.notification.TenantId;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Who has preferences: of a tenant, somebody who signs in, or a guest by their address. Neither can be read from the key.
 *
 * @param key {@code s} or {@code m} and a SHA-256
 */
public record PersonKey(TenantId tenantId, String key) {

    /** Somebody who signs in, by the token's {@code sub}; professionals' is their id. */
    public static PersonKey signedIn(TenantId tenantId, String subject) {
        return new PersonKey(tenantId, "s" + DigestUtils.sha256Hex(subject));
    }

    /** Somebody who never signed in. */
    public static PersonKey guest(TenantId tenantId, String email) {
        return new PersonKey(tenantId, "m" + DigestUtils.sha256Hex(email.strip().toLowerCase(Locale.ROOT)));
    }

    /** The same, where only the hash of the address is known: SHA-256, in hex, of it in lower case. */
    public static PersonKey guestByHash(TenantId tenantId, String addressHash) {
        return new PersonKey(tenantId, "m" + addressHash);
    }

    /** Somebody by what is known of them: the account, else the address; empty when neither is. */
    public static Optional<PersonKey> of(TenantId tenantId, @Nullable String subject, @Nullable String email) {
        if (subject != null) {
            return Optional.of(signedIn(tenantId, subject));
        }
        return email == null ? Optional.empty() : Optional.of(guest(tenantId, email));
    }

    /** As they are stored. */
    public String id() {
        return tenantId.value() + ":" + key;
    }
}
