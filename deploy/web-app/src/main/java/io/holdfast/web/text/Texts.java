package io.holdfast.web.text;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

import io.holdfast.defaults.Languages;

/**
 * The message bundles of all pages in one language: {@code web-app/texts-<area>[_<language>].properties}, English in the one
 * without a language. A key begins with its area: {@code booking.home.title}.
 *
 * <p>Values are text, numbers or dates. Text is isolated where it could drag the words around it to its other side.
 */
public record Texts(Locale locale) {

    private static final ResourceBundle.Control OWN_LANGUAGE_OR_ENGLISH =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** @throws IllegalStateException when there is no such text: a mistake of ours, which a test finds first */
    public String text(String key, Object... values) {
        String pattern;
        try {
            pattern = bundle(key).getString(key);
        } catch (MissingResourceException e) {
            throw new IllegalStateException("There is no text " + key, e);
        }
        return values.length == 0
                ? pattern
                : new MessageFormat(pattern, locale).format(Arrays.stream(values).map(this::isolated).toArray());
    }

    public boolean has(String key) {
        try {
            return bundle(key).containsKey(key);
        } catch (MissingResourceException e) {
            return false;
        }
    }

    public boolean isRightToLeft() {
        return Languages.isRightToLeft(locale);
    }

    /** Of the {@code dir} attribute. */
    public String direction() {
        return isRightToLeft() ? "rtl" : "ltr";
    }

    private Object isolated(Object value) {
        return value instanceof String text ? Directions.isolated(text, isRightToLeft()) : value;
    }

    private ResourceBundle bundle(String key) {
        int dot = key.indexOf('.');
        String area = dot < 0 ? key : key.substring(0, dot);
        return ResourceBundle.getBundle("web-app/texts-" + area, locale, Texts.class.getClassLoader(), OWN_LANGUAGE_OR_ENGLISH);
    }
}
