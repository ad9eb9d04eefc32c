package io.holdfast.booking.offerings;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.holdfast.booking.application.AfterCompletion;
import io.holdfast.booking.application.BeforeStart;
import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.ReminderPolicy;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.MatchCriteria;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.OfferingPolicies;
import io.holdfast.booking.domain.offering.OfferingText;
import io.holdfast.booking.web.Amount;
import io.holdfast.defaults.web.LanguageTag;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.TextBlock;
import io.holdfast.defaults.web.TextLine;
import io.holdfast.defaults.web.Texts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An offering as admins write it; what is left out has its default.
 *
 * @param language of {@code name} and {@code description}; English when it is left out
 * @param texts    the same in other languages, by language tag
 * @param bookable comes along as it was read; it follows from the rest
 */
record OfferingRequest(
        @Nullable @Pattern(regexp = ID, message = "must have letters, digits, dots and dashes only")
        String id,
        @NotNull(message = "is needed") @TextLine(max = 100) String name,
        @Nullable @TextBlock(max = 2000) String description,
        @LanguageTag String language,
        @Nullable @Size(max = 20, message = "must have at most 20 languages")
        Map<@LanguageTag String, @NotNull(message = "is needed") @Valid TextPart> texts,
        @Nullable Mode mode,
        @NotNull(message = "is needed")
        Confirmation confirmation,
        @Nullable @Size(min = 1, max = 20, message = "must have 1 to 20 entries")
        List<
                @NotNull(message = "must be a whole number")
                @Min(value = 5, message = "must be 5 minutes or more")
                @Max(value = 1440, message = "must be 1440 minutes or less") Integer>
                durations,
        @Nullable @Valid Amount price,
        @Nullable @Valid Amount hourlyRate,
        @Nullable @Min(value = 1, message = "must be 1 or more") @Max(value = 1000, message = "must be 1000 or less")
        Integer capacity,
        @Nullable @Valid Rules rules,
        @Nullable @Valid PoliciesPart policies,
        @Nullable @Size(max = 20, message = "must have at most 20 entries")
        List<@NotNull(message = "must be a field") @Valid IntakeFieldBody> intakeFields,
        @Nullable @Size(max = 5, message = "must have at most 5 languages")
        Map<@LanguageTag String, @NotNull(message = "is needed") @TextBlock(max = 2000, required = true) String> preparation,
        @Nullable @Size(max = MatchCriteria.MOST, message = "must have at most 10 entries")
        List<@NotNull(message = "is needed") @TextLine(max = 40) String> skills,
        @Nullable Boolean video,
        @Nullable Boolean active,
        @Nullable Boolean bookable) {

    /** What an offering's id is made of. */
    static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    OfferingRequest {
        name = Texts.cleanNullable(name);
        description = Texts.cleanNullable(description);
        language = language == null ? Offering.DEFAULT_LANGUAGE : language;
    }

    /** The offering in another language; without a description it has none there. */
    record TextPart(
            @NotNull(message = "is needed") @TextLine(max = 100) String name,
            @Nullable @TextBlock(max = 2000) String description) {

        TextPart {
            name = Texts.cleanNullable(name);
            description = Texts.cleanNullable(description);
        }
    }

    record PoliciesPart(
            @Nullable @Min(value = 0, message = "must be 0 or more") @Max(value = 8760, message = "must be 8760 or less")
            Integer fullRefundHours,
            @Nullable @Min(value = 0, message = "must be 0 or more") @Max(value = 100, message = "must be 100 or less")
            Integer laterRefundPercent,
            @Nullable @Min(value = 0, message = "must be 0 or more") @Max(value = 8760, message = "must be 8760 or less")
            Integer rescheduleNoticeHours,
            @Nullable @Min(value = 1, message = "must be 1 or more") @Max(value = 8760, message = "must be 8760 or less")
            Integer answerWithinHours,
            @Nullable @Min(value = 0, message = "must be 0 or more") @Max(value = 8760, message = "must be 8760 or less")
            Integer answerBeforeStartHours,
            @Nullable @Size(max = ReminderPolicy.MOST, message = "must have at most 5 entries")
            List<@NotNull(message = "must be a duration such as PT24H") @BeforeStart Duration> reminders,
            @Nullable @Size(max = ReminderPolicy.MOST, message = "must have at most 5 entries")
            List<@NotNull(message = "must be a duration such as PT24H") @AfterCompletion Duration> reviewReminders) {

        OfferingPolicies toPolicies() {
            return new OfferingPolicies(
                    fullRefundHours,
                    laterRefundPercent,
                    rescheduleNoticeHours,
                    answerWithinHours,
                    answerBeforeStartHours,
                    reminders,
                    reviewReminders);
        }
    }

    record Rules(
            @Nullable @Min(value = 0, message = "must be 0 or more") @Max(value = 525_600, message = "is too much")
            Integer minNoticeMinutes,
            @Nullable @Min(value = 0, message = "must be 0 or more") @Max(value = 730, message = "must be 730 or less")
            Integer maxDaysAhead,
            @Nullable Boolean sameDay,
            @Nullable @Min(value = 0, message = "must be 0 or more") @Max(value = 1440, message = "must be 1440 or less")
            Integer bufferBeforeMinutes,
            @Nullable @Min(value = 0, message = "must be 0 or more") @Max(value = 1440, message = "must be 1440 or less")
            Integer bufferAfterMinutes,
            @Nullable
            @Min(value = 12, message = "must be 12 or more, the payment provider's capture window")
            @Max(value = 1440, message = "must be 1440 or less")
            Integer holdMinutes) {

        OfferingRules toRules() {
            OfferingRules usual = OfferingRules.DEFAULT;
            return new OfferingRules(
                    or(minNoticeMinutes, usual.minNoticeMinutes()),
                    or(maxDaysAhead, usual.maxDaysAhead()),
                    or(sameDay, usual.sameDay()),
                    or(bufferBeforeMinutes, usual.bufferBeforeMinutes()),
                    or(bufferAfterMinutes, usual.bufferAfterMinutes()),
                    or(holdMinutes, usual.holdMinutes()));
        }
    }

    /**
     * @param usual what applies where it says nothing
     * @throws Problem when parts of it contradict each other
     */
    Offering toOffering(TenantId tenant, OfferingId offeringId, Policies usual) {
        if (price != null && hourlyRate != null) {
            throw Problem.invalid("hourlyRate", "must be left out where there is a fixed price");
        }
        List<IntakeFieldBody> fields = intakeFields == null ? List.of() : intakeFields;
        IntakeFieldBody.require(fields);
        return new Offering(
                tenant, offeringId, name, description == null ? "" : description, canonical(language),
                otherTexts(), or(mode, Mode.DIRECT), confirmation,
                durations == null ? Offering.DEFAULT_DURATIONS : durations,
                price == null ? null : price.toMoney("price"),
                hourlyRate == null ? null : hourlyRate.toMoney("hourlyRate"), or(capacity, 1),
                rules == null ? OfferingRules.DEFAULT : rules.toRules(),
                policies == null ? OfferingPolicies.USUAL : policies.toPolicies().unlike(usual),
                fields.stream().map(IntakeFieldBody::toField).toList(), or(preparation, Map.of()),
                skills == null ? List.of() : skills.stream().map(Texts::cleanNullable).distinct().toList(),
                or(video, true), or(active, true), null);
    }

    private Map<String, OfferingText> otherTexts() {
        var others = new HashMap<String, OfferingText>();
        or(texts, Map.<String, TextPart>of()).forEach((tag, text) -> {
            var told = new OfferingText(text.name(), text.description() == null ? "" : text.description());
            if (canonical(tag).equals(canonical(language)) || others.put(canonical(tag), told) != null) {
                throw Problem.invalid("texts." + tag, "is told already");
            }
        });
        return others;
    }

    /** {@code pt-BR}, however it was written. */
    private static String canonical(String tag) {
        return Locale.forLanguageTag(tag).toLanguageTag();
    }

    private static <T> T or(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }
}
