package io.holdfast.notification.mail;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.holdfast.defaults.Languages;
import io.holdfast.defaults.OneLine;
import io.holdfast.notification.Businesses;
import io.holdfast.notification.Businesses.Business;
import io.holdfast.notification.ChannelSender.Outcome;
import io.holdfast.notification.NotificationSettings;
import io.holdfast.notification.TenantId;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Mail to the admin about what is no booking's. Its words are {@code notice.<kind>.heading} and {@code .intro}; what is put into
 * them comes from who sends it.
 */
@Component
public class AdminMail {

    private static final Logger log = LoggerFactory.getLogger(AdminMail.class);

    private final JavaMailSender sender;
    private final SmtpChannel smtp;
    private final NotificationSettings settings;
    private final Businesses businesses;
    private final Clock clock;
    private final Templates templates = new Templates();

    AdminMail(JavaMailSender sender, SmtpChannel smtp, NotificationSettings settings, Businesses businesses, Clock clock) {
        this.sender = sender;
        this.smtp = smtp;
        this.settings = settings;
        this.businesses = businesses;
        this.clock = clock;
    }

    /**
     * Sends it, or tries to; whoever wants it sent for sure stores that and tries again. Does not throw.
     *
     * @param id    the same for every try, so that whoever receives a second copy knows it for one
     * @param at    when it happened
     * @param facts what the words want in their places, after the time: {@code {1}}, {@code {2}}…
     */
    public Outcome send(String id, TenantId tenant, AdminNotice kind, Instant at, List<String> facts) {
        if (settings.sandbox()) {
            log.info("Sandbox: {} to the admin is not sent", kind);
            return new Outcome.Delivered();
        }
        return smtp.send(id, settings.adminEmail(), tenant, () -> write(id, tenant, kind, at, facts));
    }

    private MimeMessage write(String id, TenantId tenant, AdminNotice kind, Instant at, List<String> facts)
            throws MessagingException {
        Locale locale = Languages.orEnglish(settings.staffLanguage());
        Business business = businesses.of(tenant);
        MailWriter.Content content = render(locale, settings.adminZone(), business, kind, at, facts);

        MimeMessage mime = sender.createMimeMessage();
        var mail = new MimeMessageHelper(mime, MimeMessageHelper.MULTIPART_MODE_MIXED, StandardCharsets.UTF_8.name());
        mail.setFrom(MailWriter.named(new InternetAddress(settings.from(), true).getAddress(), business.name()));
        mail.setTo(settings.adminEmail());
        mail.setSubject(content.subject());
        mail.setSentDate(Date.from(clock.instant()));
        mail.setText(content.text(), content.html());
        mime.setHeader("Auto-Submitted", "auto-generated");
        mime.setHeader("Message-ID", "<" + DigestUtils.sha256Hex(id) + "@" + settings.host() + ">");
        return mime;
    }

    /** As the tenant's admin would get it, with sample data. */
    MailWriter.Content preview(Locale locale, TenantId tenant, AdminNotice kind) {
        var samples = new SampleMessages(locale, clock.instant());
        return render(locale, samples.zone(), businesses.of(tenant), kind, clock.instant(), samples.facts(kind));
    }

    private MailWriter.Content render(
            Locale locale, ZoneId zone, Business business, AdminNotice kind, Instant at, List<String> facts) {
        Object[] words = new Object[facts.size() + 1];
        words[0] = new Times(zone.getId(), locale).moment(at);
        for (int i = 0; i < facts.size(); i++) {
            words[i + 1] = OneLine.ofLong(facts.get(i));
        }
        String heading = kind.texts() + ".heading";
        Map<String, Object> values = new HashMap<>();
        values.put("language", locale.toLanguageTag());
        values.put("direction", Languages.isRightToLeft(locale) ? "rtl" : "ltr");
        values.put("title", Texts.text(locale, heading, words));
        values.put("intro", Texts.text(locale, kind.texts() + ".intro", words));
        values.put("reader", "Admin");
        values.put("business", OneLine.of(business.name()));
        values.put("support", business.support());
        return new MailWriter.Content(
                locale,
                OneLine.of(Texts.plain(locale, heading, words)),
                templates.noticeText(locale, values),
                templates.noticeHtml(locale, values),
                null);
    }
}
