package io.holdfast.platform.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import io.holdfast.defaults.access.OpenToAll;
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

/** {@code GET /demo/mailbox}: the mails that were sent, oldest first, as their readers would see them. */
@RestController
@OpenToAll
class MailboxController {

    private final MongoMailStore mails;

    MailboxController(MongoMailStore mails) {
        this.mails = mails;
    }

    @GetMapping("/demo/mailbox")
    List<Mail> mailbox(@RequestParam(required = false) @Nullable String to) throws MessagingException, IOException {
        var answer = new ArrayList<Mail>();
        for (StoredMail stored : mails.all()) {
            if (to == null || stored.recipients().stream().anyMatch(to::equalsIgnoreCase)) {
                answer.add(read(stored));
            }
        }
        return answer;
    }

    private static Mail read(StoredMail stored) throws MessagingException, IOException {
        var message = new MimeMessage(null, new ByteArrayInputStream(stored.raw()));
        var parts = new Parts();
        parts.take(message);
        String subject = message.getSubject();
        return new Mail(
                String.join(", ", stored.recipients()),
                subject == null ? "" : subject,
                parts.html,
                parts.text,
                parts.attachments,
                parts.invitation,
                stored.receivedAt(),
                stored.id(),
                stored.deliveries());
    }

    /**
     * @param invitation the METHOD under which a mail program shows the mail as an invitation; null when it is none
     * @param deliveries how often the same Message-ID came in; more than 1 only after a crash of its sender
     */
    record Mail(
            String to,
            String subject,
            @Nullable String html,
            @Nullable String text,
            List<Attachment> attachments,
            @Nullable String invitation,
            Instant sentAt,
            String messageId,
            int deliveries) {}

    /** @param content text as it is, anything else in Base64, as {@code encoding} says */
    record Attachment(String filename, String contentType, String encoding, String content) {}

    private static final class Parts {

        private @Nullable String html;
        private @Nullable String text;
        private @Nullable String invitation;
        private final List<Attachment> attachments = new ArrayList<>();

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

        private static Attachment attachment(Part part) throws MessagingException, IOException {
            String name = part.getFileName() == null ? "" : MimeUtility.decodeText(part.getFileName());
            if (part.getContentType().toLowerCase(Locale.ROOT).startsWith("text/")) {
                return new Attachment(name, part.getContentType(), "text", textOf(part));
            }
            byte[] bytes = part.getInputStream().readAllBytes();
            return new Attachment(name, part.getContentType(), "base64", Base64.getEncoder().encodeToString(bytes));
        }

        private static String textOf(Part part) throws MessagingException, IOException {
            return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
