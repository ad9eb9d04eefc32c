package io.holdfast.notification.mail;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.defaults.Languages;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.notification.Message;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.Recipient;
import io.holdfast.notification.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Previews of all mails with sample data, rendered as they are for sending. */
@RestController
@RequestMapping("/api/v1/admin/templates")
@Access(Role.ADMIN)
class TemplatesController {

    private static final List<String> LANGUAGES = Languages.ALL.stream().map(Locale::toLanguageTag).toList();

    private final MailWriter writer;
    private final AdminMail notices;
    private final Clock clock;

    TemplatesController(MailWriter writer, AdminMail notices, Clock clock) {
        this.writer = writer;
        this.notices = notices;
        this.clock = clock;
    }

    /** What a preview is asked for in. */
    enum Format {
        HTML("text/html"),
        TEXT("text/plain"),
        ICS("text/calendar");

        private final MediaType type;

        Format(String type) {
            this.type = MediaType.parseMediaType(type + ";charset=UTF-8");
        }
    }

    /**
     * @param kind    of what is told about a booking, or of what is told the admin beside bookings
     * @param subject in English
     * @param formats with {@code ics} where the mail carries a calendar entry
     */
    record TemplateResponse(
            String kind, Recipient recipient, String subject, List<String> languages, List<String> formats) {}

    /** Every kind of message that there is, by who gets it. */
    @GetMapping
    Paged<TemplateResponse> list(Paging paging, Caller caller) {
        Instant now = clock.instant();
        var samples = new SampleMessages(Locale.ENGLISH, now);
        var tenant = new TenantId(caller.tenantId());
        List<TemplateResponse> all = Stream.concat(
                        Arrays.stream(NotificationKind.values())
                                .flatMap(kind -> readersOf(kind).map(reader -> template(samples.message(kind, reader), now))),
                        Arrays.stream(AdminNotice.values()).map(notice -> template(notice, tenant)))
                .toList();
        return Paged.cut(all, paging);
    }

    private TemplateResponse template(AdminNotice notice, TenantId tenant) {
        String subject = notices.preview(Locale.ENGLISH, tenant, notice).subject();
        return new TemplateResponse(
                notice.name(), Recipient.ADMIN, subject, LANGUAGES, List.of(nameOf(Format.HTML), nameOf(Format.TEXT)));
    }

    private TemplateResponse template(Message sample, Instant now) {
        List<String> formats = Arrays.stream(Format.values())
                .filter(format -> format != Format.ICS || sample.withCalendar())
                .map(TemplatesController::nameOf)
                .toList();
        String subject = writer.render(sample, now).subject();
        return new TemplateResponse(sample.kind().name(), sample.recipient(), subject, LANGUAGES, formats);
    }

    /**
     * One kind of message with sample data, as its reader sees it.
     *
     * @param recipient without one, the first who gets this kind: the client, else the professional, else the admin
     * @param language  one of ours, as a region of it is
     */
    @GetMapping("/{kind}")
    ResponseEntity<byte[]> preview(
            Caller caller,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String recipient,
            @RequestParam(defaultValue = "en") String language,
            @RequestParam(defaultValue = "html") String format) {
        Optional<AdminNotice> notice = named(AdminNotice.class, kind);
        Optional<NotificationKind> news = named(NotificationKind.class, kind);
        if (notice.isEmpty() && news.isEmpty()) {
            throw Problem.notFound("kind of message");
        }
        Recipient reader = news.map(known -> reader(known.readers(), recipient))
                .orElseGet(() -> reader(Set.of(Recipient.ADMIN), recipient));
        Format in = named(Format.class, format).orElseThrow(() -> notOneOf("format", Format.class));
        Locale locale = Languages.of(language)
                .orElseThrow(() -> Problem.invalid("language", "must be one of " + String.join(", ", LANGUAGES)));
        Instant now = clock.instant();
        MailWriter.Content content = notice
                .map(known -> notices.preview(locale, new TenantId(caller.tenantId()), known))
                .orElseGet(() ->
                        writer.render(new SampleMessages(locale, now).message(news.orElseThrow(), reader), now));
        return ResponseEntity.ok()
                .contentType(in.type)
                .header(HttpHeaders.CONTENT_LANGUAGE, content.locale().toLanguageTag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .body(bytes(content, in));
    }

    private static byte[] bytes(MailWriter.Content content, Format format) {
        return switch (format) {
            case HTML -> content.html().getBytes(StandardCharsets.UTF_8);
            case TEXT -> content.text().getBytes(StandardCharsets.UTF_8);
            case ICS -> Optional.ofNullable(content.entry())
                    .orElseThrow(() -> Problem.notFound("calendar entry: this message carries none"))
                    .content();
        };
    }

    private static Recipient reader(Set<Recipient> readers, @Nullable String recipient) {
        if (recipient == null) {
            return readers.stream().sorted().findFirst().orElseThrow();
        }
        Recipient asked = named(Recipient.class, recipient).orElseThrow(() -> notOneOf("recipient", Recipient.class));
        if (!readers.contains(asked)) {
            throw Problem.notFound("template: nobody is told this as " + nameOf(asked));
        }
        return asked;
    }

    private static Stream<Recipient> readersOf(NotificationKind kind) {
        return kind.readers().stream().sorted();
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static <E extends Enum<E>> Problem notOneOf(String field, Class<E> type) {
        String names = Arrays.stream(type.getEnumConstants())
                .map(TemplatesController::nameOf)
                .collect(Collectors.joining(", "));
        return Problem.invalid(field, "must be one of " + names);
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
