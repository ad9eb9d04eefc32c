package io.holdfast.web.page;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.holdfast.defaults.Languages;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.web.WebSettings;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.BusinessProfile;
import io.holdfast.web.api.Money;
import io.holdfast.web.session.Cookies;
import io.holdfast.web.session.Visitor;
import io.holdfast.web.session.Visitors;
import io.holdfast.web.text.Prices;
import io.holdfast.web.text.Texts;
import io.holdfast.web.text.Times;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.UriUtils;

/**
 * The page that is being made, for one request: controllers take it as a parameter, every template gets it. It knows who
 * looks, speaks their language and prints times and prices as they read them.
 */
public final class Page {

    /** What addresses of pages begin with that may be framed. */
    public static final String EMBEDDED = "/embed/";

    private static final String NOTICE = "notice";
    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final PageParts parts;
    private final Texts texts;
    private Visitor visitor;
    private final String nonce = newNonce();
    private Policy policy = Policy.USUAL;
    private @Nullable Notice notice;
    private @Nullable BusinessProfile profile;

    Page(HttpServletRequest request, HttpServletResponse response, PageParts parts) {
        this.request = request;
        this.response = response;
        this.parts = parts;
        this.texts = new Texts(parts.visitors().localeOf(request));
        this.visitor = parts.visitors().of(request);
        this.notice = noticeOf(request.getParameter(NOTICE));
        if (request.getParameter(Visitors.LANGUAGE_PARAMETER) != null) {
            add(parts.cookies().language(language()));
        }
    }

    private static String newNonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Only what we have words for: the key stands in the address, where anybody can write. */
    private @Nullable Notice noticeOf(@Nullable String key) {
        String text = "notice." + key;
        if (key == null || !key.matches("[a-z-]{1,40}") || !texts.has(text)) {
            return null;
        }
        return key.startsWith("not-") ? Notice.warning(texts.text(text)) : Notice.success(texts.text(text));
    }

    /** In the reader's language. @param values text, numbers or dates for {@code {0}}, {@code {1}}… */
    public String text(String key, Object... values) {
        return texts.text(key, values);
    }

    /** The words for {@code key}, or for {@code otherwise} where there are none. */
    public String textOr(String key, String otherwise) {
        return text(texts.has(key) ? key : otherwise);
    }

    /** Why something was refused, by the problem's code; what has no words is {@code other}. @param sentences their keys' beginning */
    public String refusal(String sentences, String code) {
        return textOr(sentences + code.toLowerCase(Locale.ROOT).replace('_', '-'), sentences + "other");
    }

    public Texts texts() {
        return texts;
    }

    public Locale locale() {
        return texts.locale();
    }

    /** Of the {@code lang} attribute, BCP 47. */
    public String language() {
        return texts.locale().toLanguageTag();
    }

    /** Of the {@code dir} attribute. */
    public String direction() {
        return texts.direction();
    }

    public Times times(ZoneId zone) {
        return new Times(texts, zone);
    }

    /** By the name of a zone that the API told us. */
    public Times times(String zone) {
        return times(IanaZones.find(zone).orElse(ZoneId.of("UTC")));
    }

    /** In the browser's zone as far as it has said it, else in {@code zone}. */
    public Times timesOrIn(String zone) {
        ZoneId own = browserZone();
        return own == null ? times(zone) : times(own);
    }

    /** In the browser's zone as far as it has said it, else in the business's. */
    public Times ownTimes() {
        ZoneId own = browserZone();
        return own == null ? times(businessProfile().zone()) : times(own);
    }

    /** What the business says of itself; asked once for a page. */
    public BusinessProfile businessProfile() {
        if (profile == null) {
            profile = parts.catalogue().business();
        }
        return profile;
    }

    public String price(Money money) {
        return new Prices(locale()).of(money);
    }

    /** Somebody's picture as a page may show it: by https, or from where our own pages are. Null for none, and for any other. */
    public @Nullable String picture(@Nullable String address) {
        if (address == null || address.startsWith("https://")) {
            return address;
        }
        String ours = parts.settings().publicUrl().toString().replaceFirst("/+$", "") + "/";
        return address.startsWith(ours) ? "/" + address.substring(ours.length()).replaceFirst("^/+", "") : null;
    }

    /** The zone that the browser is in, as far as it has said so. */
    public @Nullable ZoneId browserZone() {
        return IanaZones.find(FormerZones.today(Cookies.zoneOf(request))).orElse(null);
    }

    public Visitor visitor() {
        return visitor;
    }

    /** @throws SignInNeeded which leads to the sign-in and back */
    public void requireSignedIn() {
        if (!visitor.isSignedIn()) {
            throw new SignInNeeded();
        }
    }

    /** Their session has ended: from here on they are anybody. */
    public void endSession() {
        add(parts.cookies().endOfSession());
        visitor = new Visitor(null, visitor.guestToken(), null, "", Set.of());
    }

    /**
     * For pages that are one role's. What may be done there, the API decides; this is said before it is asked.
     *
     * @throws SignInNeeded which leads to the sign-in and back
     * @throws ApiProblem   403 for whoever is somebody else
     */
    public void requireRole(String role) {
        requireSignedIn();
        if (!visitor.roles().contains(role)) {
            throw new ApiProblem(403, "forbidden", "This page is for the role " + role + ".", List.of(), null);
        }
    }

    /** Whose pages these are. */
    public String business() {
        return parts.settings().business();
    }

    /** Whether money and mail are simulated, and everybody can be anybody. */
    public boolean isDemo() {
        return parts.settings().isDemo();
    }

    public WebSettings settings() {
        return parts.settings();
    }

    /** By the platform's clock, which can be moved. */
    public Instant now() {
        return parts.clock().instant();
    }

    /** Whether the page is one for a frame on another site: without what is around our pages, and about nobody. */
    public boolean isEmbedded() {
        return isEmbedded(request);
    }

    static boolean isEmbedded(HttpServletRequest request) {
        return request.getRequestURI().startsWith(EMBEDDED);
    }

    /** For the hidden field of a form; the template {@code part/token} writes it. */
    public String formToken() {
        return parts.csrf().tokenFor(request, response);
    }

    public String asset(String name) {
        return parts.assets().address(name);
    }

    /** The address asked for, with its query but for what is said only once. */
    public String address() {
        // Two slashes would be another site, where it becomes a link.
        String path = request.getRequestURI().replaceFirst("^/+", "/");
        String query = request.getQueryString();
        if (query == null) {
            return path;
        }
        String kept = String.join("&", List.of(query.split("&")).stream()
                .filter(part -> !part.startsWith(NOTICE + "=") && !part.startsWith(Visitors.LANGUAGE_PARAMETER + "="))
                .toList());
        return path + (kept.isEmpty() ? "" : "?" + kept);
    }

    /** As {@code next} of a link to the sign-in. */
    public String encodedAddress() {
        return UriUtils.encodeQueryParam(address(), StandardCharsets.UTF_8).replace("&", "%26");
    }

    /** The languages of our pages, each in its own words, and where this page is in it. */
    public List<LanguageLink> languages() {
        String address = address();
        return Languages.ALL.stream()
                .map(locale -> new LanguageLink(
                        locale.toLanguageTag(),
                        locale.getDisplayLanguage(locale),
                        address + (address.contains("?") ? "&" : "?") + Visitors.LANGUAGE_PARAMETER + "=" + locale.toLanguageTag(),
                        locale.equals(texts.locale())))
                .toList();
    }

    public record LanguageLink(String tag, String name, String address, boolean isCurrent) {}

    public @Nullable Notice notice() {
        return notice;
    }

    public Page notice(Notice sentence) {
        this.notice = sentence;
        return this;
    }

    /** Loosens what the page may load. */
    public Page allow(Policy other) {
        this.policy = other;
        return this;
    }

    /** The value of {@code Content-Security-Policy}. */
    String policyHeader() {
        String header = isEmbedded() ? policy.header(parts.settings().embed().sites()) : policy.header();
        return Policy.withNonce(header, nonce);
    }

    /** What scripts give to style sheets that they make, where the policy is {@link Policy#CALENDAR}. */
    public String nonce() {
        return nonce;
    }

    public void add(ResponseCookie cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    /** The request's id, by which support finds it in the log. */
    public @Nullable String requestId() {
        return response.getHeader("X-Request-Id");
    }
}
