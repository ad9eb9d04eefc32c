package io.holdfast.booking.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.holdfast.booking.application.BookingDraft;
import io.holdfast.booking.application.Idempotency;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.MatchCriteria;
import io.holdfast.booking.domain.booking.MatchCriteria.Gender;
import io.holdfast.booking.domain.client.Address;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.domain.client.Recipient;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.EmailAddress;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.defaults.web.LanguageTag;
import io.holdfast.defaults.web.PhoneNumbers;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import io.holdfast.defaults.web.TextBlock;
import io.holdfast.defaults.web.TextLine;
import io.holdfast.defaults.web.Texts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/v1/bookings}. */
record BookingRequest(
        @NotBlank(message = "is needed") @Size(max = 64, message = "must have at most 64 characters")
        String offeringId,
        Mode mode,
        @Nullable @Size(min = 1, max = 64, message = "must have 1 to 64 characters")
        String professionalId,
        @Nullable @Valid MatchPart match,
        @NotNull(message = "is needed")
        Instant start,
        @Nullable Integer duration,
        @Nullable @Valid ClientPart client,
        @Nullable @Valid RecipientPart recipient,
        @Nullable @Valid AddressPart address,
        @Nullable @Size(max = 20, message = "must have at most 20 fields")
        Map<
                @Pattern(regexp = "[A-Za-z][A-Za-z0-9_]{0,39}", message = "is not a field name") String,
                @NotNull(message = "is needed") @TextBlock(max = 500) String>
                intake,
        @LanguageTag String language,
        @Nullable String displayZone,
        @Nullable @TextBlock(max = 2000) String notes,
        @Nullable @Size(max = 40, message = "must have at most 40 characters") String coupon) {

    private static final String DEFAULT_LANGUAGE = "en";

    BookingRequest {
        // Left out and said as it is anyway are one request.
        mode = mode == null ? Mode.DIRECT : mode;
        language = language == null ? DEFAULT_LANGUAGE : language;
        notes = Texts.cleanOptional(notes);
        coupon = coupon == null || coupon.isBlank() ? null : Texts.cleanCode(coupon);
    }

    record ClientPart(
            @NotNull(message = "is needed") @TextLine(min = 2, max = 50) String name,
            @NotNull(message = "is needed") @EmailAddress String email,
            @Nullable String phone) {

        ClientPart {
            name = Texts.cleanNullable(name);
            email = Texts.cleanCode(email);
            phone = Texts.cleanOptional(phone);
        }

    }

    /** Whom the client wants, in mode MATCH. */
    record MatchPart(
            @Nullable @TextLine(max = 64) String professionalId,
            @Nullable Gender gender,
            @Nullable @Size(max = MatchCriteria.MOST, message = "must have at most 10 entries")
            List<@NotNull(message = "is needed") @LanguageTag String> languages) {

        MatchCriteria toDomain() {
            return new MatchCriteria(
                    professionalId == null || professionalId.isBlank() ? null : new ProfessionalId(professionalId), gender,
                    languages == null ? List.of() : languages.stream().distinct().toList(), List.of());
        }
    }

    record RecipientPart(
            @NotNull(message = "is needed") @TextLine(min = 2, max = 50) String name,
            @Nullable String phone) {

        RecipientPart {
            name = Texts.cleanNullable(name);
            phone = Texts.cleanOptional(phone);
        }
    }

    record AddressPart(
            @NotNull(message = "is needed") @TextLine(min = 5, max = 100) String street,
            @NotNull(message = "is needed") @TextLine(min = 2, max = 50) String city,
            @Nullable @TextLine(max = 50) String building,
            @Nullable @TextLine(max = 50) String apartment) {

        AddressPart {
            street = Texts.cleanNullable(street);
            city = Texts.cleanNullable(city);
            building = Texts.cleanOptional(building);
            apartment = Texts.cleanOptional(apartment);
        }
    }

    /**
     * @param caller      the client, or the admin who books for them
     * @param manual      whether an admin books
     * @param fromToken   the client where the body names none
     * @param origin      where the request came from
     * @param idempotency null when the request came without a key
     * @throws Problem when a value has the right form but means nothing
     */
    BookingDraft toDraft(
            Caller caller,
            boolean manual,
            Supplier<Contact> fromToken,
            PhoneNumbers phones,
            BookingDraft.Origin origin,
            @Nullable Idempotency idempotency) {
        if (!start.equals(start.truncatedTo(ChronoUnit.MINUTES))) {
            throw Problem.invalid("start", "must be a whole minute");
        }
        var violations = new ArrayList<FieldError>();
        String clientPhone = phone(caller, phones, "client.phone", client == null ? null : client.phone(), violations);
        String recipientPhone =
                phone(caller, phones, "recipient.phone", recipient == null ? null : recipient.phone(), violations);
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
        return new BookingDraft(
                new TenantId(caller.tenantId()),
                manual,
                manual ? null : caller.subject(),
                caller.subject(),
                client == null ? fromToken.get() : new Contact(client.name(), client.email(), clientPhone),
                new OfferingId(offeringId),
                mode,
                professionalId == null || professionalId.isBlank() ? null : new ProfessionalId(professionalId),
                match == null ? null : match.toDomain(),
                start,
                duration,
                recipient == null ? null : new Recipient(recipient.name(), recipientPhone),
                address == null
                        ? null
                        : new Address(address.street(), address.city(), address.building(), address.apartment()),
                intake == null ? Map.of() : intake,
                language,
                zone(),
                notes,
                coupon,
                origin,
                idempotency);
    }

    /** A number as it is dialled from anywhere; null, and a violation more, for what is none. */
    static @Nullable String phone(
            Caller caller, PhoneNumbers phones, String field, @Nullable String written, List<FieldError> violations) {
        if (written == null) {
            return null;
        }
        Optional<String> number = phones.normalise(caller.tenantId(), written);
        if (number.isEmpty()) {
            violations.add(new FieldError(field, "must be a phone number such as +919812345678"));
        }
        return number.orElse(null);
    }

    private @Nullable ZoneId zone() {
        if (displayZone == null) {
            return null;
        }
        return IanaZones.find(displayZone)
                .orElseThrow(() -> Problem.invalid("displayZone", "is not a time zone such as Asia/Kolkata"));
    }
}
