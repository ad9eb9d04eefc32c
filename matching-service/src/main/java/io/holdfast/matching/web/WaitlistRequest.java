package io.holdfast.matching.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.holdfast.defaults.IdempotencyKeys;
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
import io.holdfast.matching.application.WaitlistDraft;
import io.holdfast.matching.application.WaitlistDraft.Contact;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.waitlist.Applicant;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/v1/waitlist}: what a booking's says, so that accepting needs no more.
 *
 * @param professionalId left out for anybody who provides it
 * @param date           in the professional's zone
 * @param start          left out for any of the day
 * @param duration       minutes
 * @param bookingId      of one's own booking that is to be earlier
 */
record WaitlistRequest(
        @NotBlank(message = "is needed") @Size(max = 64, message = "must have at most 64 characters")
        String offeringId,
        @Nullable @Size(max = 64, message = "must have at most 64 characters")
        String professionalId,
        @NotNull(message = "is needed") LocalDate date,
        @Nullable Instant start,
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
        @Nullable @Size(max = 64, message = "must have at most 64 characters") String bookingId) {

    private static final String DEFAULT_LANGUAGE = "en";

    WaitlistRequest {
        // Left out and said as it is anyway are one request.
        language = language == null ? DEFAULT_LANGUAGE : language;
        professionalId = Texts.cleanOptional(professionalId);
        bookingId = Texts.cleanOptional(bookingId);
        notes = Texts.cleanOptional(notes);
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
     * @param fromToken   the client where the body names none
     * @param manageToken of the booking that is to be earlier; null when none came
     * @param key         null when the request came without
     * @throws Problem when a value has the right form but means nothing
     */
    WaitlistDraft toDraft(
            Caller caller,
            Supplier<Contact> fromToken,
            PhoneNumbers phones,
            @Nullable String manageToken,
            @Nullable String key) {
        if (start != null && !start.equals(start.truncatedTo(ChronoUnit.MINUTES))) {
            throw Problem.invalid("start", "must be a whole minute");
        }
        var violations = new ArrayList<FieldError>();
        String clientPhone = phone(caller, phones, "client.phone", client == null ? null : client.phone(), violations);
        String recipientPhone =
                phone(caller, phones, "recipient.phone", recipient == null ? null : recipient.phone(), violations);
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
        return new WaitlistDraft(
                new TenantId(caller.tenantId()),
                caller.subject(),
                client == null ? fromToken.get() : new Contact(client.name(), client.email(), clientPhone),
                offeringId,
                professionalId,
                date,
                start,
                duration,
                recipient == null ? null : new Applicant.Recipient(recipient.name(), recipientPhone),
                address == null
                        ? null
                        : new Applicant.Address(address.street(), address.city(), address.building(), address.apartment()),
                intake == null ? Map.of() : intake,
                language,
                zone(),
                notes,
                bookingId,
                manageToken,
                key,
                key == null ? null : IdempotencyKeys.fingerprint("waitlist", this));
    }

    private static @Nullable String phone(
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
