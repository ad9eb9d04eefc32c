package io.holdfast.booking.web;

import io.holdfast.booking.domain.booking.BookingDetails;
import io.holdfast.booking.domain.client.Address;
import io.holdfast.booking.domain.client.Recipient;
import io.holdfast.booking.web.BookingRequest.AddressPart;
import io.holdfast.booking.web.BookingRequest.RecipientPart;
import io.holdfast.defaults.web.LanguageTag;
import io.holdfast.defaults.web.TextBlock;
import io.holdfast.defaults.web.TextLine;
import io.holdfast.defaults.web.Texts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A booking's {@link BookingDetails} as people write them: the body of {@code PATCH}, and what it is merged into. */
record CorrectionRequest(
        @NotNull(message = "cannot be removed") @Valid ClientPart client,
        @Nullable @Valid RecipientPart recipient,
        @Nullable @Valid AddressPart address,
        @NotNull(message = "cannot be removed") @LanguageTag String language,
        @Nullable @TextBlock(max = 2000) String notes) {

    CorrectionRequest {
        notes = Texts.cleanOptional(notes);
    }

    record ClientPart(
            @NotNull(message = "is needed") @TextLine(min = 2, max = 50) String name,
            @Nullable String phone) {

        ClientPart {
            name = Texts.cleanNullable(name);
            phone = Texts.cleanOptional(phone);
        }
    }

    static CorrectionRequest of(BookingDetails details) {
        Recipient recipient = details.recipient();
        Address address = details.address();
        return new CorrectionRequest(
                new ClientPart(details.name(), details.phone()),
                recipient == null ? null : new RecipientPart(recipient.name(), recipient.phone()),
                address == null
                        ? null
                        : new AddressPart(
                                address.street(), address.city(), address.building(), address.apartment()),
                details.language(),
                details.notes());
    }

    /**
     * @param clientPhone    {@code client.phone} as a number
     * @param recipientPhone {@code recipient.phone} as a number
     */
    BookingDetails toDetails(@Nullable String clientPhone, @Nullable String recipientPhone) {
        return new BookingDetails(
                client.name(),
                clientPhone,
                recipient == null ? null : new Recipient(recipient.name(), recipientPhone),
                address == null
                        ? null
                        : new Address(address.street(), address.city(), address.building(), address.apartment()),
                language,
                notes);
    }
}
