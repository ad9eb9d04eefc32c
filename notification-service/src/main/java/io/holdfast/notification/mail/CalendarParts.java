package io.holdfast.notification.mail;

import java.io.IOException;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * An iMIP message (RFC 6047). The entry is in the mail twice: among the alternatives, last, where Outlook and Gmail look
 * for an invitation to show with its buttons, and as an attachment, which is all that some other programs know.
 */
final class CalendarParts {

    static final String FILE = "booking.ics";

    private CalendarParts() {}

    /** @param mail its texts are set already */
    static void add(MimeMessageHelper mail, MailWriter.Entry entry) throws MessagingException {
        String type = "text/calendar; method=" + entry.method() + "; charset=UTF-8";
        var invitation = new MimeBodyPart();
        invitation.setDataHandler(new DataHandler(new ByteArrayDataSource(entry.content(), type)));
        alternatives(mail).addBodyPart(invitation);
        mail.addAttachment(FILE, new ByteArrayDataSource(entry.content(), type));
    }

    private static MimeMultipart alternatives(MimeMessageHelper mail) throws MessagingException {
        try {
            if (mail.getMimeMultipart().getBodyPart(0).getContent() instanceof MimeMultipart alternatives) {
                return alternatives;
            }
        } catch (IOException e) {
            throw new MessagingException("A part in memory could not be read", e);
        }
        throw new IllegalStateException("Text and HTML are not alternatives of each other");
    }
}
