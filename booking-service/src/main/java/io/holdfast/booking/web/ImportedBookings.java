package io.holdfast.booking.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.holdfast.booking.application.BookingDraft;
import io.holdfast.booking.application.Refused;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.LanguageTag;
import io.holdfast.defaults.web.PhoneNumbers;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import io.holdfast.defaults.web.TextBlock;
import io.holdfast.defaults.web.Texts;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Bookings and clients as another system says them, held to what requests are held to. */
@Component
public class ImportedBookings {

    private final Validator validator;
    private final PhoneNumbers phones;
    private final RejectionProblems rejections;

    ImportedBookings(Validator validator, PhoneNumbers phones, RejectionProblems rejections) {
        this.validator = validator;
        this.phones = phones;
        this.rejections = rejections;
    }

    /** A client as they are said to be. */
    public record SaidClient(
            @Nullable String name, @Nullable String email, @Nullable String phone, @Nullable String language, @Nullable String notes) {}

    /** A booking as it is said to be. */
    public record SaidBooking(
            @Nullable String offeringId,
            @Nullable String professionalId,
            @Nullable Instant start,
            @Nullable Integer duration,
            SaidClient client,
            @Nullable String displayZone) {}

    /** A client, with what the business notes of them. */
    public record ReadClient(Contact contact, String language, @Nullable String notes) {}

    /** The body that a client's row stands for. */
    private record ContactRow(
            @NotNull(message = "is needed") @Valid BookingRequest.ClientPart client,
            @LanguageTag String language,
            @Nullable @TextBlock(max = 5000) String notes) {}

    /** @throws Problem 400 that names what is wrong */
    public ReadClient readClient(TenantId tenant, SaidClient said) {
        String language = said.language() == null ? "en" : said.language();
        var row = new ContactRow(clientOf(said), language, Texts.cleanOptional(said.notes()));
        var violations = new ArrayList<>(violations(row));
        String phone = BookingRequest.phone(admin(tenant, null), phones, "client.phone", row.client().phone(), violations);
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
        return new ReadClient(new Contact(row.client().name(), row.client().email(), phone), language, row.notes());
    }

    /**
     * @param actor the {@code sub} of the admin who asks for it
     * @throws Problem 400 that names what is wrong
     */
    public BookingDraft readBooking(TenantId tenant, @Nullable String actor, SaidBooking said) {
        BookingRequest request = request(said);
        List<FieldError> violations = violations(request);
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
        return request.toDraft(
                admin(tenant, actor),
                true,
                () -> {
                    throw Problem.invalid("client", "is needed");
                },
                phones,
                BookingDraft.Origin.HERE,
                null);
    }

    /** The phone as it is dialled from anywhere; as it was written where it is none. */
    public String normalised(TenantId tenant, String phone) {
        return phones.normalise(tenant.value(), phone).orElse(phone);
    }

    /** Why a booking was turned down; empty unless it was. */
    public Optional<String> whyRejected(Booking booking) {
        return rejections.of(booking).map(Problem::getMessage).map(sentence -> {
            var taken = new StringBuilder(sentence);
            booking.state().conflicts().forEach(conflict -> taken.append(" In the way: ")
                    .append(conflict.number() == null ? "a booking" : conflict.number())
                    .append(" from ")
                    .append(conflict.start())
                    .append(" to ")
                    .append(conflict.end())
                    .append('.'));
            return taken.toString();
        });
    }

    /** Whether availability has answered, so that it is known what became of it. */
    public static boolean isSettled(Booking booking) {
        return BookingAwaiter.isSettled(booking);
    }

    /** What is against it, by field; the whole of it where a rule is. */
    public static List<FieldError> violations(Refused refused) {
        return refused.reason() instanceof Refused.Reason.Invalid invalid
                ? invalid.violations().entrySet().stream()
                        .map(violation -> new FieldError(violation.getKey(), violation.getValue()))
                        .toList()
                : List.of(new FieldError("", refused.inWords()));
    }

    // As a body is read that lacks what is needed: the validator says so.
    @SuppressWarnings("NullAway")
    private static BookingRequest request(SaidBooking said) {
        return new BookingRequest(
                said.offeringId(), Mode.DIRECT, said.professionalId(), null, said.start(), said.duration(), clientOf(said.client()),
                null, null, null, said.client().language(), said.displayZone(), said.client().notes(), null);
    }

    @SuppressWarnings("NullAway")
    private static BookingRequest.ClientPart clientOf(SaidClient said) {
        return new BookingRequest.ClientPart(said.name(), said.email(), said.phone());
    }

    private static Caller admin(TenantId tenant, @Nullable String actor) {
        return new Caller(actor, tenant.value(), Set.of(Role.ADMIN));
    }

    private List<FieldError> violations(Object body) {
        return validator.validate(body).stream()
                .map(violation -> new FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
                .sorted((one, other) -> one.field().compareTo(other.field()))
                .toList();
    }
}
