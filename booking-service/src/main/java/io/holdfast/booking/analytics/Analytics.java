package io.holdfast.booking.analytics;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.booking.analytics.AnalyticsResponse.ShareView;
import io.holdfast.booking.analytics.MonthFigures.Share;
import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.Professionals;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.offering.Offerings;
import org.springframework.stereotype.Component;

/** Reads a month of one tenant in figures. */
@Component
class Analytics {

    private final BookingFacts facts;
    private final Offerings offerings;
    private final Professionals professionals;
    private final BookingSettings settings;
    private final Clock clock;

    Analytics(
            BookingFacts facts, Offerings offerings, Professionals professionals, BookingSettings settings, Clock clock) {
        this.facts = facts;
        this.offerings = offerings;
        this.professionals = professionals;
        this.settings = settings;
        this.clock = clock;
    }

    /** The one that the tenant is in now. */
    YearMonth thisMonth(TenantId tenant) {
        return YearMonth.now(clock.withZone(settings.zoneOf(tenant.value())));
    }

    AnalyticsResponse of(TenantId tenant, YearMonth month) {
        ZoneId zone = settings.zoneOf(tenant.value());
        String currency = settings.currencyOf(tenant.value());
        var figures = new MonthFigures(month, zone);
        Instant from = month.atDay(1).atStartOfDay(zone).toInstant();
        Instant to = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        try (Stream<BookingFact> all = facts.starting(tenant, from, to)) {
            all.forEach(figures::add);
        }
        return AnalyticsResponse.of(
                month, zone.getId(), figures, currency,
                named(figures.offerings(), currency, id -> offerings.find(tenant, new OfferingId(id))
                        .map(offering -> offering.name())
                        .orElse(id)),
                named(figures.professionals(), currency, id -> professionals.find(tenant, new ProfessionalId(id))
                        .map(professional -> professional.ref().displayName())
                        .orElse(id)));
    }

    private interface NameOf {
        String find(String id);
    }

    private static List<ShareView> named(List<Share> shares, String currency, NameOf names) {
        return shares.stream()
                .limit(AnalyticsResponse.MOST_SHARES)
                .map(share -> ShareView.of(share, names.find(share.id()), currency))
                .toList();
    }
}
