package io.holdfast.defaults.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * How single values are read from requests, the same in bodies and in queries: texts bounded and sound, times by
 * {@link Times}, zones by {@link IanaZones}. What is none is refused by the name of its field.
 */
final class RequestValues {

    /** The longest duration that can be meant: some 100 years. */
    private static final Duration LONGEST_DURATION = Duration.ofDays(36_525);

    private static final int LONGEST_DURATION_TEXT = 40;

    private RequestValues() {}

    static SimpleModule jsonModule() {
        return new SimpleModule("request-values")
                .addDeserializer(String.class, new Text())
                .addDeserializer(Instant.class, new Value<>(Instant.class, Times::instant))
                .addDeserializer(LocalDate.class, new Value<>(LocalDate.class, Times::date))
                .addDeserializer(YearMonth.class, new Value<>(YearMonth.class, Times::month))
                .addDeserializer(LocalTime.class, new Value<>(LocalTime.class, Times::timeOfDay))
                .addDeserializer(ZoneId.class, new Value<>(ZoneId.class, IanaZones::find))
                .addDeserializer(Duration.class, new Value<>(Duration.class, RequestValues::duration));
    }

    static void addConverters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, converter(Times::instant));
        registry.addConverter(String.class, LocalDate.class, converter(Times::date));
        registry.addConverter(String.class, YearMonth.class, converter(Times::month));
        registry.addConverter(String.class, LocalTime.class, converter(Times::timeOfDay));
        registry.addConverter(String.class, ZoneId.class, converter(IanaZones::find));
    }

    private static <T> Converter<String, T> converter(Function<String, Optional<T>> reader) {
        return text -> reader.apply(text).orElseThrow(() -> new IllegalArgumentException("None of that kind"));
    }

    private static Optional<Duration> duration(String text) {
        if (text.length() > LONGEST_DURATION_TEXT) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(text)).filter(length -> length.abs().compareTo(LONGEST_DURATION) <= 0);
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Any text, so that no pattern and no store ever meets one that is endless or broken. */
    private static final class Text extends StdScalarDeserializer<String> {

        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            String text = parser.getString();
            if (text.length() > Texts.LONGEST) {
                throw UnusableText.at(parser, "must have at most " + Texts.LONGEST + " characters");
            }
            if (!Texts.isSound(text)) {
                throw UnusableText.at(parser, "must not have control characters or halves of characters");
            }
            return text;
        }
    }

    /** A value that is written as text and nothing else. */
    private static final class Value<T> extends StdScalarDeserializer<T> {

        private final Class<T> type;
        private final Function<String, Optional<T>> reader;

        Value(Class<T> type, Function<String, Optional<T>> reader) {
            super(type);
            this.type = type;
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return type.cast(context.handleUnexpectedToken(type, parser));
            }
            String text = parser.getString();
            Optional<T> value = reader.apply(text);
            return value.isPresent()
                    ? value.get()
                    : type.cast(context.handleWeirdStringValue(type, text, "not of the form that is asked for"));
        }
    }
}
