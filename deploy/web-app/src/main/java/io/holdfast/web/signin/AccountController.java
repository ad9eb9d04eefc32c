package io.holdfast.web.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.IdentityProvider;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.session.Cookies;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * {@code /login/start} and {@code /login/callback}: the code flow with PKCE. What has to be found again when somebody comes
 * back from the provider, they carry themselves, in a cookie of ten minutes.
 */
@Controller
@OpenToAll
class AccountController {

    private static final Logger log = LoggerFactory.getLogger(AccountController.class);
    private static final int RANDOM_BYTES = 32;

    private final IdentityProvider provider;
    private final Cookies cookies;
    private final SecureRandom random = new SecureRandom();

    AccountController(IdentityProvider provider, Cookies cookies) {
        this.provider = provider;
        this.cookies = cookies;
    }

    /** @param next where they wanted to go */
    @GetMapping("/login/start")
    View start(Page page, @RequestParam(required = false) @Nullable String next) {
        requireAccounts(page);
        String state = secret();
        String verifier = secret();
        String wanted = encoded(Redirect.ours(next).getBytes(StandardCharsets.UTF_8));
        page.add(cookies.signingIn(state + "." + verifier + "." + wanted));
        return Redirect.to(provider.address(state, encoded(sha256(verifier))));
    }

    /** Without a code the provider says that there was no sign-in. */
    @GetMapping("/login/callback")
    View back(
            Page page,
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String state) {
        requireAccounts(page);
        String kept = cookies.signingInOf(request);
        page.add(cookies.endOfSigningIn());
        String[] parts = kept == null ? new String[0] : kept.split("[.]", -1);
        if (parts.length != 3 || state == null || code == null || !isSame(state, parts[0])) {
            log.info("A sign-in came back without {}", code == null ? "a code" : "its beginning");
            return failed(page);
        }
        String token = provider.token(code, parts[1]);
        if (token == null) {
            log.info("The identity provider gave no token for a code");
            return failed(page);
        }
        page.add(cookies.session(token));
        return Redirect.to(Redirect.ours(decoded(parts[2])), "signed-in");
    }

    private static View failed(Page page) {
        page.notice(Notice.problem(page.text("signin.failed")));
        return Html.of(page, "signin/login", new SignInView(List.of(), true, "/")).status(HttpStatus.FORBIDDEN);
    }

    private static void requireAccounts(Page page) {
        if (!page.settings().hasAccounts()) {
            throw new NotThere();
        }
    }

    private String secret() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return encoded(bytes);
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }
}
