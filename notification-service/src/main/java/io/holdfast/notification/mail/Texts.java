package io.holdfast.notification.mail;

import java.text.MessageFormat;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

import io.holdfast.defaults.Languages;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;

/**
 * Message bundle of all mails: {@code notification-service/texts[_language].properties}, in each of {@link Languages#ALL}.
 * What is put into a text that runs to the left is isolated there: an English name or a number would otherwise drag
 * the words around it to its other side.
 */
final class Texts extends AbstractMessageResolver {

    private static final String BUNDLE = "notification-service/texts";
    private static final ResourceBundle.Control OWN_LANGUAGE_OR_ENGLISH =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private record Text(Locale locale, String key) {}

    // As many as there are texts in each of the languages.
    private static final Map<Text, MessageFormat> FORMATS = new ConcurrentHashMap<>();
    private static final Map<Text, DateTimeFormatter> PATTERNS = new ConcurrentHashMap<>();

    static String text(Locale locale, String key, Object... values) {
        return Languages.isRightToLeft(locale)
                ? plain(locale, key, Arrays.stream(values).map(Texts::isolated).toArray())
                : plain(locale, key, values);
    }

    /** For headers, in which marks would stand as characters of their own. */
    static String plain(Locale locale, String key, Object... values) {
        MessageFormat format = FORMATS.computeIfAbsent(
                new Text(locale, key), text -> new MessageFormat(bundle(locale).getString(key), locale));
        // It is not for several threads at once; a copy costs less than to read the pattern again.
        return ((MessageFormat) format.clone()).format(values);
    }

    /** How dates and times are written: patterns of java.time. */
    static DateTimeFormatter pattern(Locale locale, String key) {
        return PATTERNS.computeIfAbsent(
                new Text(locale, key), text -> DateTimeFormatter.ofPattern(bundle(locale).getString(key), locale));
    }

    private static Object isolated(Object value) {
        return value instanceof String text ? Directions.isolated(text) : value;
    }

    /** Null where there is no such text. */
    static @Nullable String find(Locale locale, String key) {
        ResourceBundle bundle = bundle(locale);
        return bundle.containsKey(key) ? bundle.getString(key) : null;
    }

    @Override
    public String resolveMessage(
            ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] values) {
        return text(context.getLocale(), key, values == null ? new Object[0] : values);
    }

    @Override
    public String createAbsentMessageRepresentation(
            ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] values) {
        throw new IllegalStateException("There is no text " + key);
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(BUNDLE, locale, Texts.class.getClassLoader(), OWN_LANGUAGE_OR_ENGLISH);
    }
}
