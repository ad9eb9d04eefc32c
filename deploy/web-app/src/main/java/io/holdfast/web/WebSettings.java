package io.holdfast.web;

import java.net.URI;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code web.*}
 *
 * @param api       the gateway, as this instance reaches it
 * @param publicUrl as people reach it; over https its cookies are kept to https
 * @param business  whose pages these are
 * @param country   in whose form phone numbers are shown for example, ISO 3166
 * @param signIn    where people with an account sign in; without it everybody is a guest
 * @param support   whom people ask, an email address; null where nobody is named
 * @param embed     other sites that show what can be booked here
 * @param demo      on the embedded platform only: money and mail are simulated, and everybody can be anybody
 */
@Validated
@ConfigurationProperties("web")
public record WebSettings(
        @NotNull URI api,
        @NotNull URI publicUrl,
        @NotBlank String business,
        @NotNull @Pattern(regexp = "[A-Z]{2}") String country,
        @NotNull @Valid SignIn signIn,
        @Nullable @Email String support,
        @DefaultValue @Valid Embed embed,
        @Nullable URI demo) {

    /**
     * An OIDC provider, the one whose tokens the API takes.
     *
     * @param issuer       as in its discovery document; null for none
     * @param clientSecret empty for a public client
     * @param scope        separated by blanks
     */
    public record SignIn(@Nullable URI issuer, String clientId, String clientSecret, String scope) {}

    /**
     * Which sites may frame {@code /embed}, and nothing else.
     *
     * @param sites origins such as {@code https://www.example.com}; a host may begin with {@code *.}
     */
    public record Embed(@DefaultValue List<@Pattern(regexp = "https?://(\\*\\.)?[A-Za-z0-9.-]{1,253}(:\\d{1,5})?") String> sites) {

        public Embed {
            sites = List.copyOf(sites);
        }
    }

    public boolean isDemo() {
        return demo != null;
    }

    /** Whether people can have accounts. */
    public boolean hasAccounts() {
        return signIn.issuer() != null && !signIn.clientId().isEmpty();
    }

    public boolean isSecure() {
        return "https".equals(publicUrl.getScheme());
    }
}
