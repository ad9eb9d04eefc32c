package io.holdfast.booking.application;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import io.holdfast.booking.application.BookingSettings.TenantMatchSettings;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.booking.MatchCriteria;
import io.holdfast.booking.domain.offering.Offering;
import org.springframework.stereotype.Component;

/**
 * Whether the platform can look for somebody who provides what a client asks for. No calendar is asked in mode MATCH, so the
 * offering's booking window is held against here.
 */
@Component
class MatchRules {

    private final BookingSettings settings;
    private final Providers providers;

    MatchRules(BookingSettings settings, Providers providers) {
        this.settings = settings;
        this.providers = providers;
    }

    /** @throws Refused 422 when the platform does not find professionals for it */
    void requireBookable(Offering offering) {
        if (offering.mode() == Mode.DIRECT) {
            return;
        }
        if (!settings.match().of(offering.tenant().value()).enabled()) {
            throw Refused.rule(
                    "mode-unavailable", "The platform does not find professionals at the moment, so this cannot be booked.");
        }
        if (offering.pricedByProfessional()) {
            throw Refused.rule(
                    "mode-unavailable", "This offering has no price of its own, so it cannot be booked before anybody is found.");
        }
    }

    /**
     * Who is to be looked for.
     *
     * @param owed through the platform
     * @throws Refused 400 or 422 when the request does not allow to look
     */
    MatchCriteria criteria(BookingDraft request, Offering offering, Money owed, Policies policies, Instant now) {
        TenantMatchSettings tenant = settings.match().of(request.tenant().value());
        if (!offering.video() && request.address() == null) {
            throw Refused.invalid("address", "is needed: somebody comes to you");
        }
        MatchCriteria wanted = request.match() == null ? MatchCriteria.ANYBODY : request.match();
        if (wanted.gender() != null && !tenant.byGender()) {
            throw Refused.rule("preference-unavailable", "Professionals are not chosen by their gender here.");
        }
        if (wanted.professional() != null) {
            if (!tenant.byName()) {
                throw Refused.rule("preference-unavailable", "Professionals are not chosen by name here.");
            }
            providers.find(request.tenant(), wanted.professional(), offering.id());
        }
        if (!request.manual()) {
            requireWindow(request, offering, tenant.zone(), now);
        }
        Duration toPay = owed.isZero() ? Duration.ZERO : Duration.ofMinutes(offering.rules().holdMinutes());
        Duration lead = policies.match().shortestLead(toPay);
        if (request.start().isBefore(now.plus(lead))) {
            throw Refused.rule(
                    "too-soon-to-match",
                    "Somebody has to be found first, so it must start at least " + lead.toMinutes() + " minutes from now.");
        }
        return wanted.with(offering.skills());
    }

    private static void requireWindow(BookingDraft request, Offering offering, ZoneId tenantZone, Instant now) {
        OfferingRules rules = offering.rules();
        ZoneId zone = request.displayZone() == null ? tenantZone : request.displayZone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate day = LocalDate.ofInstant(request.start(), zone);
        if (request.start().isBefore(now.plus(Duration.ofMinutes(rules.minNoticeMinutes())))) {
            throw Refused.rule(
                    "too-soon", "This is booked at least " + rules.minNoticeMinutes() + " minutes before it starts.");
        }
        if (!rules.sameDay() && day.equals(today)) {
            throw Refused.rule("too-soon", "This is not booked for the same day.");
        }
        if (request.start().isAfter(now.plus(Duration.ofDays(rules.maxDaysAhead())))) {
            throw Refused.rule("too-far", "This is booked at most " + rules.maxDaysAhead() + " days before it starts.");
        }
    }
}
