package io.holdfast.booking.offerings;

import java.util.List;
import java.util.Optional;

import io.holdfast.booking.application.PriceRules;
import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.Offerings;
import io.holdfast.booking.web.Amount;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Offerings as another system says them, held to what admins' requests are held to. */
@Component
public class ImportedOfferings {

    private final Offerings offerings;
    private final OfferingViews views;
    private final PriceRules prices;
    private final Validator validator;

    ImportedOfferings(Offerings offerings, OfferingViews views, PriceRules prices, Validator validator) {
        this.offerings = offerings;
        this.views = views;
        this.prices = prices;
        this.validator = validator;
    }

    /** What is said of an offering; what is null stays as it is, or has its default. */
    public record Said(
            String id,
            @Nullable String name,
            @Nullable String description,
            @Nullable String language,
            @Nullable Confirmation confirmation,
            @Nullable List<Integer> durations,
            @Nullable Money price,
            @Nullable Money hourlyRate,
            @Nullable Integer capacity,
            @Nullable Boolean video,
            @Nullable Boolean active) {

        private boolean hasPrice() {
            return price != null || hourlyRate != null;
        }
    }

    /**
     * The offering that is meant. Of one that is there the rest stays: rules, policies, questions and other languages.
     *
     * @throws Problem 400 that names what is wrong with it
     */
    public Offering read(TenantId tenant, Said said) {
        Optional<Offering> known = offerings.find(tenant, new OfferingId(said.id()));
        OfferingRequest request = request(said, known.orElse(null));
        List<FieldError> violations = validator.validate(request).stream()
                .map(violation -> new FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
                .sorted((one, other) -> one.field().compareTo(other.field()))
                .toList();
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
        Offering read = request.toOffering(tenant, new OfferingId(said.id()), views.usual(tenant, request.confirmation()));
        prices.violations(read).forEach((field, message) -> {
            throw Problem.invalid(field, message);
        });
        return known.map(there -> over(there, read)).orElse(read);
    }

    // As a body is read that lacks what is needed: the validator says so.
    @SuppressWarnings("NullAway")
    private static OfferingRequest request(Said said, @Nullable Offering known) {
        boolean keepsPrice = known != null && !said.hasPrice();
        return new OfferingRequest(
                said.id(),
                or(said.name(), known == null ? null : known.name()),
                or(said.description(), known == null ? null : known.description()),
                or(said.language(), known == null ? null : known.language()),
                null,
                known == null ? null : known.mode(),
                or(said.confirmation(), known == null ? Confirmation.INSTANT : known.confirmation()),
                or(said.durations(), known == null ? null : known.durations()),
                Amount.ofNullable(keepsPrice ? known.price() : said.price()),
                Amount.ofNullable(keepsPrice ? known.hourlyRate() : said.hourlyRate()),
                or(said.capacity(), known == null ? null : (Integer) known.capacity()),
                null, null, null, null, null,
                or(said.video(), known == null ? null : (Boolean) known.video()),
                or(said.active(), known == null ? null : (Boolean) known.active()),
                null);
    }

    private static Offering over(Offering there, Offering read) {
        return new Offering(
                there.tenant(), there.id(), read.name(), read.description(), read.language(), there.texts(), there.mode(),
                read.confirmation(), read.durations(), read.price(), read.hourlyRate(), read.capacity(), there.rules(),
                there.policies(), there.intake(), there.preparation(), there.skills(), read.video(), read.active(),
                there.createdBy());
    }

    private static <T> @Nullable T or(@Nullable T said, @Nullable T known) {
        return said == null ? known : said;
    }
}
