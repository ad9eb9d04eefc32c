package io.holdfast.defaults.web;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** The validators of the annotations for text. */
final class TextRule {

    private TextRule() {}

    private static boolean violated(ConstraintValidatorContext context, String message) {
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
        return false;
    }

    static final class Line implements ConstraintValidator<TextLine, String> {

        private int min;
        private int max;

        @Override
        public void initialize(TextLine rule) {
            min = rule.min();
            max = rule.max();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            if (text.isEmpty()) {
                return min == 0 || violated(context, "is needed");
            }
            int length = text.length() > Texts.LONGEST ? text.length() : Texts.length(text);
            if (length < min || length > max) {
                return violated(
                        context,
                        min <= 1 ? "must have at most " + max + " characters" : "must have " + min + " to " + max + " characters");
            }
            if (!Texts.isOneLine(text) || !Texts.isSound(text)) {
                return violated(context, "must be one line of text");
            }
            return Texts.hasVisible(text) || violated(context, "must have something to see in it");
        }
    }

    static final class Block implements ConstraintValidator<TextBlock, String> {

        private int max;
        private boolean required;

        @Override
        public void initialize(TextBlock rule) {
            max = rule.max();
            required = rule.required();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            int length = text.length() > Texts.LONGEST ? text.length() : Texts.length(text);
            if (length > max) {
                return violated(context, "must have at most " + max + " characters");
            }
            if (!Texts.isSound(text)) {
                return violated(context, "must not have control characters");
            }
            return !required || Texts.hasVisible(text) || violated(context, "is needed");
        }
    }

    static final class Email implements ConstraintValidator<EmailAddress, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || Texts.isEmail(text);
        }
    }

    static final class Language implements ConstraintValidator<LanguageTag, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || Texts.isLanguageTag(text);
        }
    }
}
