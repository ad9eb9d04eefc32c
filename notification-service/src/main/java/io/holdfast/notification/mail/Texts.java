package io.holdfast.notification.mail;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;

/**
 * The words of all mails, by language: {@code notification-service/texts[_language].properties}. A language is there
 * once its file is; until then its readers get English, dates included, rather than half of each.
 */
final class Texts extends AbstractMessageResolver {

    private static final String BUNDLE = "notification-service/texts";
    private static final ResourceBundle.Control OWN_LANGUAGE_OR_ENGLISH =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** The language in which somebody who wants {@code language} is written to. */
    static Locale localeFor(String language) {
        Locale found = bundle(Locale.forLanguageTag(language)).getLocale();
        return found.equals(Locale.ROOT) ? Locale.ENGLISH : found;
    }

    static String text(Locale locale, String key, Object... values) {
        return new MessageFormat(bundle(locale).getString(key), locale).format(values);
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
