package io.holdfast.endtoend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.holdfast.embedded.ReceivedMail;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.component.VEvent;

/** A mail as its reader sees it. */
record Mail(String to, String subject, Optional<String> calendar) {

    static Mail read(ReceivedMail received) {
        try {
            var message = new MimeMessage(null, new ByteArrayInputStream(received.raw()));
            return new Mail(String.join(", ", received.recipients()), message.getSubject(), calendarIn(message));
        } catch (MessagingException e) {
            throw new AssertionError("Not a mail: " + received.text(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The calendar entry, understood by a parser that is not ours. */
    VEvent event() {
        String text = calendar.orElseThrow(() -> new AssertionError(this + " has no calendar entry"));
        try {
            return (VEvent) new CalendarBuilder().build(new StringReader(text)).getComponent("VEVENT").orElseThrow();
        } catch (IOException | ParserException e) {
            throw new AssertionError("Not a calendar entry: " + text, e);
        }
    }

    private static Optional<String> calendarIn(Part part) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart child = multipart.getBodyPart(i);
                Optional<String> found = calendarIn(child);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        return part.isMimeType("text/calendar")
                ? Optional.of(new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
