package io.holdfast.notification.mail;

import java.util.Locale;

import io.holdfast.defaults.Languages;
import io.holdfast.defaults.OneLine;
import io.holdfast.notification.BookingFacts.Appointment;
import io.holdfast.notification.Message;
import io.holdfast.notification.Recipient;
import org.springframework.stereotype.Component;

/** The words of a message where there is room for few: a push message, a text message. The mail's own, and fewer. */
@Component
public class ShortWords {

    private final MessageLinks links;

    ShortWords(MessageLinks links) {
        this.links = links;
    }

    /**
     * A message in few words, for the addressee.
     *
     * @param title what it is about
     * @param text  when, and with whom
     * @param link  where there is more
     */
    public record Words(String title, String text, String link, Locale locale, boolean rightToLeft) {

        /** All of it in one text message. */
        public String inOneText() {
            return title + "\n" + text + "\n" + link;
        }
    }

    public Words of(Message message) {
        Locale locale = Languages.orEnglish(message.addressee().language());
        Appointment appointment = message.facts().appointment();
        String when = TemplateValues.when(message, locale);
        String who = message.recipient() == Recipient.CLIENT ? appointment.professional() : appointment.client();
        return new Words(
                TemplateValues.subject(message, locale),
                who == null ? when : when + " · " + OneLine.of(who),
                links.of(message).getFirst().url(),
                locale,
                Languages.isRightToLeft(locale));
    }
}
