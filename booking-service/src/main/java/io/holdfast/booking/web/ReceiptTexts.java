package io.holdfast.booking.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.holdfast.defaults.Languages;
import io.holdfast.defaults.MessageBundles;
import org.springframework.context.MessageSource;

/** The message bundle of receipts in one language: {@code booking-service/receipt[_language].properties}. */
final class ReceiptTexts {

    private static final MessageSource BUNDLE = MessageBundles.of("booking-service/receipt");

    private final Locale locale;
    private final DateTimeFormatter time;

    /** @param locale one of {@link Languages#ALL} */
    ReceiptTexts(Locale locale) {
        this.locale = locale;
        this.time = DateTimeFormatter.ofPattern(text("time"), locale);
    }

    Locale locale() {
        return locale;
    }

    boolean isRightToLeft() {
        return Languages.isRightToLeft(locale);
    }

    String text(String key, Object... values) {
        return BUNDLE.getMessage(key, values, locale);
    }

    String time(Instant at, ZoneId zone) {
        return text("time.zone", time.format(at.atZone(zone)), zone);
    }
}
