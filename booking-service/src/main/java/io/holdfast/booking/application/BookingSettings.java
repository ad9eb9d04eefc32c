package io.holdfast.booking.application;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.domain.CancellationPolicy;
import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.ConfirmationPolicy;
import io.holdfast.booking.domain.MatchPolicy;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.ReminderPolicy;
import io.holdfast.booking.domain.WaitPolicy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code booking.*}
 *
 * @param manageTokenSecret what guests' manage tokens are derived from; empty for one that lasts as long as the process
 * @param numberPrefix      how booking numbers begin
 * @param numberPrefixes    how they begin for single tenants, by tenant
 * @param companyFeePercent the platform's part of each price
 * @param policies          what applies where an offering says nothing else
 * @param limit             how often one client may book
 * @param match             bookings for which the platform finds the professional
 * @param currency          in which {@code totalRevenue} is told
 * @param currencies        the same for single tenants, by tenant
 * @param minimumPrices     the least that can be charged, in minor units by currency; one whole unit where it says nothing
 * @param calendarHost      right-hand side of calendar UIDs; the same as notification-service's, so that mail and download are one entry
 * @param workingTime       how long this service has to have been at work, since its start or since its clock was set
 *                          forward, before a booking is ended for which no timer rang: what others said is heard first
 * @param calendarOrganizer who invites in calendar entries, as in a From header; the same as notification-service's
 * @param publicUrl         where people reach the platform; links begin with it
 * @param seller            who receipts are from: the business's name and whatever the law wants beside it, a line each
 * @param sellers           the same for single tenants, by tenant
 * @param archiveAfter      how long after its end a booking that is over counts as archived
 */
@Validated
@ConfigurationProperties("booking")
public record BookingSettings(
        @DefaultValue("") @Pattern(regexp = "|.{32,}", message = "needs 32 characters or more") String manageTokenSecret,
        @DefaultValue("HF") @Pattern(regexp = "[A-Z][A-Z0-9]*") String numberPrefix,
        @DefaultValue Map<String, @Pattern(regexp = "[A-Z][A-Z0-9]*") String> numberPrefixes,
        @DefaultValue("15") @Min(0) @Max(100) int companyFeePercent,
        @DefaultValue @Valid PolicySettings policies,
        @DefaultValue @Valid LimitSettings limit,
        @DefaultValue @Valid MatchSettings match,
        @DefaultValue("INR") @Pattern(regexp = "[A-Z]{3}") String currency,
        @DefaultValue Map<String, @Pattern(regexp = "[A-Z]{3}") String> currencies,
        @DefaultValue Map<String, @Min(1) Long> minimumPrices,
        @DefaultValue("holdfast") @Pattern(regexp = "[A-Za-z0-9.-]+") String calendarHost,
        @DefaultValue("20s") @NotNull @DurationMax(minutes = 10) Duration workingTime,
        @DefaultValue("Holdfast <bookings@holdfast.example>") @NotBlank String calendarOrganizer,
        @DefaultValue("http://localhost:8080") @NotNull URI publicUrl,
        @DefaultValue("Holdfast") @NotBlank String seller,
        @DefaultValue Map<String, @NotBlank String> sellers,
        @DefaultValue("30d") @NotNull Duration archiveAfter) {

    /**
     * {@code booking.policies.*}, with the platform's defaults.
     *
     * @param fullRefundHours        a client who cancels this many hours or more before the start gets everything back
     * @param laterRefundPercent     who cancels later gets this part back
     * @param rescheduleNoticeHours  how long before the start a booking can be moved at the latest
     * @param answerWithinHours      how long the professional has to accept
     * @param answerBeforeStartHours when the client must know at the latest
     * @param tenants                the five above for single tenants, by tenant; what one does not say is the platform's
     * @param correctionDays         how long attendance can be corrected
     * @param requestAnswerWithin    how long it may take until it is known whether a slot can be had
     * @param confirmingAnswerWithin how long it may take until a paid booking's hold is final; then the money goes back
     * @param reminders              how long before its start people are reminded of a booking; at most 5, a minute to 30
     *                               days each; empty for never
     * @param tenantReminders        the same for single tenants, by tenant
     * @param reviewReminders        how long after completion a review that has not come is asked for again; at most 5, an
     *                               hour to 90 days each; empty for never
     * @param tenantReviewReminders  the same for single tenants, by tenant
     * @param matchWithin            how long somebody who provides a booking is looked for, in mode MATCH
     * @param matchBeforeStart       when the client must know at the latest whether somebody was found
     * @param matchAtLeast           how long there has to be for looking when it is requested
     * @param matchReturns           how often it is looked for somebody else when a professional gives it back
     */
    public record PolicySettings(
            @DefaultValue("24") @Min(0) int fullRefundHours,
            @DefaultValue("50") @Min(0) @Max(100) int laterRefundPercent,
            @DefaultValue("24") @Min(0) int rescheduleNoticeHours,
            @DefaultValue("24") @Min(1) int answerWithinHours,
            @DefaultValue("2") @Min(0) int answerBeforeStartHours,
            @DefaultValue Map<String, @Valid TenantPolicies> tenants,
            @DefaultValue("7") @Min(0) int correctionDays,
            @DefaultValue("5m") @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 24) Duration requestAnswerWithin,
            @DefaultValue("10m") @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 24)
                    Duration confirmingAnswerWithin,
            @DefaultValue({"24h", "1h", "15m"}) @Size(max = ReminderPolicy.MOST) List<@BeforeStart Duration> reminders,
            @DefaultValue Map<String, @Size(max = ReminderPolicy.MOST) List<@BeforeStart Duration>> tenantReminders,
            @DefaultValue({"1d", "4d", "11d"}) @Size(max = ReminderPolicy.MOST)
                    List<@AfterCompletion Duration> reviewReminders,
            @DefaultValue Map<String, @Size(max = ReminderPolicy.MOST) List<@AfterCompletion Duration>>
                    tenantReviewReminders,
            @DefaultValue("75m") @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 24) Duration matchWithin,
            @DefaultValue("30m") @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 24) Duration matchBeforeStart,
            @DefaultValue("15m") @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 24) Duration matchAtLeast,
            @DefaultValue("1") @Min(0) @Max(MatchPolicy.MOST_RETURNS) int matchReturns) {

        /** What applies to a tenant's booking where its offering says nothing. */
        public Policies of(String tenant, Confirmation confirmation) {
            TenantPolicies own = tenants.getOrDefault(tenant, TenantPolicies.NONE);
            return new Policies(
                    new ConfirmationPolicy(
                            confirmation,
                            or(own.answerWithinHours(), answerWithinHours),
                            or(own.answerBeforeStartHours(), answerBeforeStartHours)),
                    new CancellationPolicy(
                            or(own.fullRefundHours(), fullRefundHours), or(own.laterRefundPercent(), laterRefundPercent)),
                    or(own.rescheduleNoticeHours(), rescheduleNoticeHours),
                    correctionDays,
                    new WaitPolicy((int) requestAnswerWithin.toSeconds(), (int) confirmingAnswerWithin.toSeconds()),
                    new ReminderPolicy(
                            tenantReminders.getOrDefault(tenant, reminders),
                            tenantReviewReminders.getOrDefault(tenant, reviewReminders)),
                    new MatchPolicy(
                            (int) matchWithin.toMinutes(),
                            (int) matchBeforeStart.toMinutes(),
                            (int) matchAtLeast.toMinutes(),
                            matchReturns));
        }

        private static int or(@Nullable Integer own, int usual) {
            return own == null ? usual : own;
        }
    }

    /** {@code booking.policies.tenants.<tenant>.*}, as the same of {@code booking.policies.*}; null where it is the same. */
    public record TenantPolicies(
            @Nullable @Min(0) Integer fullRefundHours,
            @Nullable @Min(0) @Max(100) Integer laterRefundPercent,
            @Nullable @Min(0) Integer rescheduleNoticeHours,
            @Nullable @Min(1) Integer answerWithinHours,
            @Nullable @Min(0) Integer answerBeforeStartHours) {

        static final TenantPolicies NONE = new TenantPolicies(null, null, null, null, null);
    }

    /**
     * {@code booking.limit.*}
     *
     * @param bookings how many new bookings a client may make within the window
     * @param tenants  the same for single tenants, by tenant
     * @param window   any span of this length
     * @param perPhone how many new bookings may name one phone number within the window; a reception names its own
     * @param unpaidPerProfessional how much of one professional's time may be held that nobody has paid for
     * @param unpaidPerPhone        how much one phone number may hold unpaid
     * @param unpaidPerAddress      how much may be held unpaid from one address; this machine's own is not counted
     */
    public record LimitSettings(
            @DefaultValue("5") @Min(1) int bookings,
            @DefaultValue Map<String, @Min(1) Integer> tenants,
            @DefaultValue("1h") @NotNull Duration window,
            @DefaultValue("1000") @Min(1) int perPhone,
            @DefaultValue("50") @Min(1) int unpaidPerProfessional,
            @DefaultValue("20") @Min(1) int unpaidPerPhone,
            @DefaultValue("50") @Min(1) int unpaidPerAddress) {

        public int bookingsOf(String tenant) {
            return tenants.getOrDefault(tenant, bookings);
        }
    }

    /**
     * {@code booking.match.*}
     *
     * @param enabled    whether the platform finds professionals; matching-service's {@code matching.enabled} says the same
     * @param byGender   whether clients may say of which gender they are to be
     * @param byName     whether clients may name one
     * @param zone       in which a client reads times who says nothing else, while nobody knows whose zone it could be
     * @param tenants    by tenant, all of the above in place of it
     */
    public record MatchSettings(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("true") boolean byGender,
            @DefaultValue("true") boolean byName,
            @DefaultValue("Asia/Kolkata") @NotNull ZoneId zone,
            @DefaultValue Map<String, @Valid TenantMatchSettings> tenants) {

        public TenantMatchSettings of(String tenant) {
            return tenants.getOrDefault(tenant, new TenantMatchSettings(enabled, byGender, byName, zone));
        }
    }

    /** {@code booking.match.tenants.<tenant>.*}, as the same of {@code booking.match.*} */
    public record TenantMatchSettings(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("true") boolean byGender,
            @DefaultValue("true") boolean byName,
            @DefaultValue("Asia/Kolkata") @NotNull ZoneId zone) {}

    public String numberPrefixOf(String tenant) {
        return numberPrefixes.getOrDefault(tenant, numberPrefix);
    }

    public String sellerOf(String tenant) {
        return sellers.getOrDefault(tenant, seller);
    }

    /** In which the tenant's days and months begin. */
    public ZoneId zoneOf(String tenant) {
        return match.of(tenant).zone();
    }

    public String currencyOf(String tenant) {
        return currencies.getOrDefault(tenant, currency);
    }
}
