package io.holdfast.web;

import java.net.URI;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * {@code web.*}
 *
 * @param api       the gateway, as this instance reaches it
 * @param publicUrl as people reach it; over https its cookies are kept to https
 * @param business  whose pages these are
 * @param country   in whose form phone numbers are shown for example, ISO 3166
 * @param demo      on the embedded platform only: money and mail are simulated, and everybody can be anybody
 */
@Validated
@ConfigurationProperties("web")
public record WebSettings(
        @NotNull URI api,
        @NotNull URI publicUrl,
        @NotBlank String business,
        @NotNull @Pattern(regexp = "[A-Z]{2}") String country,
        @Nullable URI demo) {

    public boolean isDemo() {
        return demo != null;
    }

    public boolean isSecure() {
        return "https".equals(publicUrl.getScheme());
    }
}
