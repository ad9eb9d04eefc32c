package io.holdfast.defaults;

import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Message bundles: a service's words, a file for each of {@link Languages#ALL}, English in the one without a language. */
public final class MessageBundles {

    private MessageBundles() {}

    /** @param name path without language and ending, such as {@code booking-service/receipt} */
    public static MessageSource of(String name) {
        var bundle = new ResourceBundleMessageSource();
        bundle.setBasename(name);
        bundle.setDefaultEncoding("UTF-8");
        // Not the machine's language: what a file does not have is English.
        bundle.setFallbackToSystemLocale(false);
        return bundle;
    }
}
