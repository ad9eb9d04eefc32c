package io.holdfast.notification.mail;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import io.holdfast.defaults.Languages;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Renders {@code notification-service/templates/booking.html} and {@code .txt}: all mails show the same facts, as far as
 * there are any, and differ in their words; {@code notice} is for what is no booking's. It has engines of its own, since all
 * services may share one JVM and one class path.
 */
final class Templates {

    private static final String FOLDER = "notification-service/templates/";
    private static final String MAIL = "booking";
    private static final String NOTICE = "notice";

    private final TemplateEngine html = engine(TemplateMode.HTML, ".html");
    private final TemplateEngine text = engine(TemplateMode.TEXT, ".txt");

    String html(Locale locale, Map<String, Object> values) {
        return html.process(MAIL, new Context(locale, values));
    }

    /** A word to the admin about what is no booking's. */
    String noticeHtml(Locale locale, Map<String, Object> values) {
        return html.process(NOTICE, new Context(locale, values));
    }

    String noticeText(Locale locale, Map<String, Object> values) {
        return text.process(NOTICE, new Context(locale, Languages.isRightToLeft(locale) ? Directions.isolated(values) : values));
    }

    String text(Locale locale, Map<String, Object> values) {
        Map<String, Object> shown = Languages.isRightToLeft(locale) ? Directions.isolated(values) : values;
        return text.process(MAIL, new Context(locale, shown));
    }

    private static TemplateEngine engine(TemplateMode mode, String suffix) {
        var resolver = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        resolver.setPrefix(FOLDER);
        resolver.setSuffix(suffix);
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        var engine = new TemplateEngine();
        engine.setTemplateResolver(resolver);
        engine.setMessageResolver(new Texts());
        return engine;
    }
}
