package io.holdfast.notification;

import java.util.Map;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * In whose name people are written to.
 *
 * @param standard of every tenant that has none of its own
 * @param tenants  by tenant's id
 */
@Validated
@ConfigurationProperties("notification.businesses")
public record Businesses(@NotNull @Valid Business standard, @DefaultValue @Valid Map<String, Business> tenants) {

    public Business of(TenantId tenant) {
        return Objects.requireNonNullElse(tenants.get(tenant.value()), standard);
    }

    /**
     * A business as its clients know it.
     *
     * @param name    beside the address in From, and in what is signed
     * @param support whom readers may write to
     * @param replyTo where answers to our mail go; null for {@code support}
     */
    public record Business(
            @NotBlank @Size(max = 100) String name, @NotBlank @Email String support, @Nullable @Email String replyTo) {

        public String answersTo() {
            return replyTo == null || replyTo.isBlank() ? support : replyTo;
        }
    }
}
