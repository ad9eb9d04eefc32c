package io.holdfast.platform.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.embedded.outside.ReceivedSms;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /demo/mailbox}: mails, text messages and pushes that were sent, oldest first, as their readers would see them. */
@RestController
@OpenToAll
class MailboxController {

    private static final List<String> HEADERS = List.of("List-Unsubscribe", "List-Unsubscribe-Post");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MongoMailStore mails;
    private final MongoSmsStore texts;
    private final MongoPushStore pushes;

    MailboxController(MongoMailStore mails, MongoSmsStore texts, MongoPushStore pushes) {
        this.mails = mails;
        this.texts = texts;
        this.pushes = pushes;
    }

    /**
     * Everything that was sent, oldest first.
     *
     * @param to      only what went there
     * @param channel only what went by it: {@code EMAIL}, {@code SMS} or {@code PUSH}
     */
    @GetMapping("/demo/mailbox")
    List<SentMessage> mailbox(
            @RequestParam(required = false) @Nullable String to, @RequestParam(required = false) @Nullable String channel)
            throws MessagingException, IOException {
        var answer = new ArrayList<SentMessage>();
        if (channel == null || channel.equals("EMAIL")) {
            for (StoredMail stored : mails.all()) {
                if (to == null || stored.recipients().stream().anyMatch(to::equalsIgnoreCase)) {
                    answer.add(read(stored));
                }
            }
        }
        if (channel == null || channel.equals("SMS")) {
            texts.all().stream().filter(sms -> to == null || sms.to().equals(to)).map(MailboxController::read).forEach(answer::add);
        }
        if (channel == null || channel.equals("PUSH")) {
            pushes.all().stream().filter(push -> to == null || push.to().equals(to)).map(MailboxController::read).forEach(answer::add);
        }
        answer.sort(Comparator.comparing(SentMessage::sentAt));
        return answer;
    }

    private static SentMessage read(StoredMail stored) throws MessagingException, IOException {
        var message = new MimeMessage(null, new ByteArrayInputStream(stored.raw()));
        var parts = new Parts();
        parts.take(message);
        String subject = message.getSubject();
        var headers = new LinkedHashMap<String, String>();
        for (String name : HEADERS) {
            String value = message.getHeader(name, ", ");
            if (value != null) {
                headers.put(name, MimeUtility.unfold(value));
            }
        }
        return new SentMessage(
                "EMAIL",
                String.join(", ", stored.recipients()),
                subject == null ? "" : subject,
                parts.html,
                parts.text,
                null,
                parts.attachments,
                parts.invitation,
                stored.receivedAt(),
                stored.id(),
                stored.deliveries(),
                headers);
    }

    private static SentMessage read(ReceivedSms sms) {
        return new SentMessage(
                "SMS", sms.to(), "", null, sms.body(), null, List.of(), null, sms.receivedAt(), sms.sid(), 1, Map.of());
    }

    private static SentMessage read(StoredPush push) {
        JsonNode shown = JSON.readTree(push.text());
        return new SentMessage(
                "PUSH",
                push.to(),
                shown.path("title").asString(""),
                null,
                shown.path("body").asString(""),
                shown.path("url").asString(null),
                List.of(),
                null,
                push.receivedAt(),
                push.id(),
                1,
                Map.of());
    }

    private static final class Parts {

        private @Nullable String html;
        private @Nullable String text;
        private @Nullable String invitation;
        private final List<SentMessage.Attachment> attachments = new ArrayList<>();

        void take(Part part) throws MessagingException, IOException {
            if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
                for (int i = 0; i < multipart.getCount(); i++) {
                    BodyPart child = multipart.getBodyPart(i);
                    take(child);
                }
            } else if (isInvitation(part)) {
                // It stands beside the texts instead of them, and once more among the attachments.
                invitation = new ContentType(part.getContentType()).getParameter("method");
            } else if (part.getFileName() != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                attachments.add(attachment(part));
            } else if (part.isMimeType("text/html")) {
                html = textOf(part);
            } else if (part.isMimeType("text/plain")) {
                text = textOf(part);
            } else {
                attachments.add(attachment(part));
            }
        }

        private static boolean isInvitation(Part part) throws MessagingException {
            return part.isMimeType("text/calendar") && part.getFileName() == null && part.getDisposition() == null;
        }

        private static SentMessage.Attachment attachment(Part part) throws MessagingException, IOException {
            String name = part.getFileName() == null ? "" : MimeUtility.decodeText(part.getFileName());
            if (part.getContentType().toLowerCase(Locale.ROOT).startsWith("text/")) {
                return new SentMessage.Attachment(name, part.getContentType(), "text", textOf(part));
            }
            byte[] bytes = part.getInputStream().readAllBytes();
            return new SentMessage.Attachment(name, part.getContentType(), "base64", Base64.getEncoder().encodeToString(bytes));
        }

        private static String textOf(Part part) throws MessagingException, IOException {
            return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
