package io.holdfast.booking.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.holdfast.booking.application.BookingRequest;
import io.holdfast.booking.application.Idempotency;
import io.holdfast.booking.domain.Address;
import io.holdfast.booking.domain.Contact;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.Recipient;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.phones.PhoneNumbers;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/v1/bookings}. */
record BookingBody(
        @NotBlank(message = "is needed") @Size(max = 64, message = "must have at most 64 characters")
        String offeringId,

        Mode mode,

        @Nullable @Size(min = 1, max = 64, message = "must have 1 to 64 characters")
        String professionalId,

        @NotNull(message = "is needed")
        Instant start,

        @Nullable Integer duration,

        @Nullable @Valid ClientBody client,

        @Nullable @Valid RecipientBody recipient,

        @Nullable @Valid AddressBody address,

        @Nullable @Size(max = 20, message = "must have at most 20 fields")
        Map<
                @Pattern(regexp = "[A-Za-z][A-Za-z0-9_]{0,39}", message = "is not a field name") String,
                @NotNull(message = "is needed") @Size(max = 500, message = "must have at most 500 characters") String>
                intake,

        @Pattern(regexp = Text.LANGUAGE, message = "must be a language tag such as en")
        String language,

        @Nullable String displayZone,

        @Nullable @Size(max = 2000, message = "must have at most 2000 characters")
        String notes) {

    private static final String DEFAULT_LANGUAGE = "en";

    BookingBody {
        // Left out and said as it is anyway are one request.
        mode = mode == null ? Mode.DIRECT : mode;
        language = language == null ? DEFAULT_LANGUAGE : language;
        notes = Text.optional(notes);
    }

    record ClientBody(
            @NotBlank(message = "is needed")
            @Size(min = 2, max = 50, message = "must have 2 to 50 characters")
            @Pattern(regexp = Text.ONE_LINE, message = "must be one line of text")
            String name,

            @NotBlank(message = "is needed")
            @Size(max = 254, message = "must have at most 254 characters")
            @Pattern(regexp = Text.EMAIL, message = "must be an email address")
            String email,

            @Nullable String phone) {

        ClientBody {
            name = Text.strip(name);
            email = Text.strip(email);
            phone = Text.optional(phone);
        }

    }

    record RecipientBody(
            @NotBlank(message = "is needed")
            @Size(min = 2, max = 50, message = "must have 2 to 50 characters")
            @Pattern(regexp = Text.ONE_LINE, message = "must be one line of text")
            String name,

            @Nullable String phone) {

        RecipientBody {
            name = Text.strip(name);
            phone = Text.optional(phone);
        }
    }

    record AddressBody(
            @NotBlank(message = "is needed") @Size(min = 5, max = 100, message = "must have 5 to 100 characters")
            String street,

            @NotBlank(message = "is needed") @Size(min = 2, max = 50, message = "must have 2 to 50 characters")
            String city,

            @Nullable @Size(max = 50, message = "must have at most 50 characters")
            String building,

            @Nullable @Size(max = 50, message = "must have at most 50 characters")
            String apartment) {

        AddressBody {
            street = Text.strip(street);
            city = Text.strip(city);
            building = Text.optional(building);
            apartment = Text.optional(apartment);
        }
    }

    /**
     * @param caller      the client, or the admin who books for them
     * @param manual      whether an admin books
     * @param fromToken   the client where the body names none
     * @param idempotency null when the request came without a key
     * @throws Problem when a value has the right form but means nothing
     */
    BookingRequest toRequest(
            Caller caller,
            boolean manual,
            Supplier<Contact> fromToken,
            PhoneNumbers phones,
            @Nullable Idempotency idempotency) {
        if (!start.equals(start.truncatedTo(ChronoUnit.MINUTES))) {
            throw Problem.invalid("start", "must be a whole minute");
        }
        var mistakes = new ArrayList<FieldError>();
        String clientPhone = phone(caller, phones, "client.phone", client == null ? null : client.phone(), mistakes);
        String recipientPhone =
                phone(caller, phones, "recipient.phone", recipient == null ? null : recipient.phone(), mistakes);
        if (!mistakes.isEmpty()) {
            throw Problem.invalid(mistakes);
        }
        return new BookingRequest(
                new TenantId(caller.tenantId()),
                manual,
                manual ? null : caller.subject(),
                caller.subject(),
                client == null ? fromToken.get() : new Contact(client.name(), client.email(), clientPhone),
                new OfferingId(offeringId),
                mode,
                professionalId == null || professionalId.isBlank() ? null : new ProfessionalId(professionalId),
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
                idempotency);
    }

    private static @Nullable String phone(
            Caller caller, PhoneNumbers phones, String field, @Nullable String written, List<FieldError> mistakes) {
        if (written == null) {
            return null;
        }
        Optional<String> number = phones.normalise(caller.tenantId(), written);
        if (number.isEmpty()) {
            mistakes.add(new FieldError(field, "must be a phone number such as +919812345678"));
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
