package io.holdfast.matching.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.contracts.Wire;
import io.holdfast.matching.domain.waitlist.Applicant;
import io.holdfast.matching.domain.waitlist.LineId;
import io.holdfast.matching.domain.waitlist.Offer;
import io.holdfast.matching.domain.waitlist.PassReason;
import io.holdfast.matching.domain.waitlist.WaitingEvent;
import io.holdfast.matching.domain.waitlist.WaitingLine;
import io.holdfast.matching.domain.waitlist.Wish;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of this service's events on topic {@code waitlists}. An offer's {@code bookingId} is that of the booking that
 * comes of it; where and for whom it is to be, only {@code waitlist.accepted} tells.
 */
public final class WaitlistBodies {

    private WaitlistBodies() {}

    /** @param line as it is after the event */
    public static WireEvent of(WaitingLine line, WaitingEvent event) {
        String key = line.id().toString();
        Head head = new Head(key, event.entry().id());
        return switch (event) {
            case WaitingEvent.Joined e -> new WireEvent("waitlist.joined.v1", key, Joined.of(head, line.id(), e));
            case WaitingEvent.SlotWanted e -> new WireEvent("waitlist.slot-wanted.v1", key, SlotWanted.of(head, e));
            case WaitingEvent.Offered e -> new WireEvent("waitlist.offered.v1", key, Offered.of(head, e));
            case WaitingEvent.Accepted e -> new WireEvent("waitlist.accepted.v1", key, Accepted.of(head, e));
            case WaitingEvent.Passed e -> new WireEvent("waitlist.passed.v1", key, Passed.of(head, e));
            case WaitingEvent.Left e -> new WireEvent("waitlist.left.v1", key, new Left(head));
        };
    }

    /** Who it is about, and the line, whose events stay in order. */
    record Head(String lineId, String entryId) {}

    /** Who waits, and how they are written to. */
    record Person(
            WaitingClientBody client,
            @Nullable @Wire("They are a guest, who proves with the entry's manage token that it is theirs.") Boolean guest,
            String language,
            String displayZone) {

        static Person of(Applicant who) {
            return of(who, who.phone());
        }

        static Person withoutPhone(Applicant who) {
            return of(who, null);
        }

        private static Person of(Applicant who, @Nullable String phone) {
            return new Person(
                    new WaitingClientBody(who.name(), who.email(), phone, who.subject()), who.isGuest() ? true : null, who.language(),
                    who.displayZone());
        }
    }

    @Wire("Who waits.")
    record WaitingClientBody(
            String name,
            String email,
            @Nullable String phone,
            @Nullable @Wire("As whom they are signed in; absent for a guest.") String subject) {}

    record WaitlistOfferingBody(String id, String name) {

        static WaitlistOfferingBody of(Wish wish) {
            return new WaitlistOfferingBody(wish.offeringId(), wish.offeringName());
        }
    }

    record ProfessionalBody(String id, String displayName) {

        static ProfessionalBody of(Offer offer) {
            return new ProfessionalBody(offer.professionalId(), offer.professionalName());
        }
    }

    @Wire("The booking that they have and want earlier; absent for who has none.")
    record MovesBody(String bookingId) {

        static @Nullable MovesBody of(Wish wish) {
            return wish.moves() == null ? null : new MovesBody(wish.moves().bookingId());
        }
    }

    /** The slot, for services. */
    record WantedSlot(
            @Wire("Of the booking that comes of it; another one for each offer.") String bookingId,
            String offeringId,
            String professionalId,
            Instant start,
            Instant end,
            int durationMinutes) {

        static WantedSlot of(Wish wish, Offer offer) {
            return new WantedSlot(
                    offer.bookingId(), wish.offeringId(), offer.professionalId(), offer.start(), offer.end(), wish.minutes());
        }
    }

    /** The slot, for people. */
    record OfferedSlot(
            @Wire("Of the booking that comes of it; another one for each offer.") String bookingId,
            WaitlistOfferingBody offering,
            ProfessionalBody professional,
            Instant start,
            Instant end,
            int durationMinutes) {

        static OfferedSlot of(Wish wish, Offer offer) {
            return new OfferedSlot(
                    offer.bookingId(), WaitlistOfferingBody.of(wish), ProfessionalBody.of(offer), offer.start(), offer.end(),
                    wish.minutes());
        }
    }

    record Joined(
            @JsonUnwrapped Head head,
            WaitlistOfferingBody offering,
            @Nullable @Wire("Whose slot they wait for; absent for anybody's who provides it.") String professionalId,
            @Wire("In the zone of the professional whose slot it is.") LocalDate date,
            @Nullable @Wire("The start that they want; absent for any of the day.") Instant start,
            int durationMinutes,
            @JsonUnwrapped Person person,
            @Wire(value = "How many are asked before them, and one.", min = 1) int place,
            @Nullable MovesBody moves) {

        static Joined of(Head head, LineId line, WaitingEvent.Joined event) {
            Wish wish = event.entry().wish();
            return new Joined(
                    head, WaitlistOfferingBody.of(wish),
                    line.kind() == LineId.Kind.PROFESSIONAL ? line.subject() : null, line.date(), wish.start(), wish.minutes(),
                    Person.withoutPhone(event.entry().who()), event.place(), MovesBody.of(wish));
        }
    }

    record SlotWanted(
            @JsonUnwrapped Head head,
            @JsonUnwrapped WantedSlot slot,
            @Wire("Until when it is to be held: a little longer than they have to answer.") Instant deadline,
            @Nullable MovesBody moves) {

        static SlotWanted of(Head head, WaitingEvent.SlotWanted event) {
            Wish wish = event.entry().wish();
            return new SlotWanted(head, WantedSlot.of(wish, event.offer()), event.holdUntil(), MovesBody.of(wish));
        }
    }

    record Offered(
            @JsonUnwrapped Head head,
            @JsonUnwrapped OfferedSlot slot,
            @Wire("Until when they can accept.") Instant deadline,
            @JsonUnwrapped Person person,
            @Nullable MovesBody moves) {

        static Offered of(Head head, WaitingEvent.Offered event) {
            Wish wish = event.entry().wish();
            return new Offered(
                    head, OfferedSlot.of(wish, event.offer()), event.offer().deadline(), Person.of(event.entry().who()),
                    MovesBody.of(wish));
        }
    }

    record Accepted(
            @JsonUnwrapped Head head,
            @JsonUnwrapped WantedSlot slot,
            @JsonUnwrapped Person person,
            @Nullable RecipientBody recipient,
            @Nullable AddressBody address,
            @Nullable @Wire("The client's answers to what the offering asks, by the name of its field.")
            Map<String, String> intake,
            @Nullable String notes,
            @Nullable MovesBody moves,
            Instant at) {

        static Accepted of(Head head, WaitingEvent.Accepted event) {
            Wish wish = event.entry().wish();
            Applicant who = event.entry().who();
            return new Accepted(
                    head, WantedSlot.of(wish, event.offer()), Person.of(who), RecipientBody.of(who.recipient()),
                    AddressBody.of(who.address()), who.intake().isEmpty() ? null : who.intake(), who.notes(), MovesBody.of(wish),
                    event.at());
        }
    }

    @Wire("Who receives the service, when that is not the client.")
    record RecipientBody(String name, @Nullable String phone) {

        static @Nullable RecipientBody of(Applicant.@Nullable Recipient recipient) {
            return recipient == null ? null : new RecipientBody(recipient.name(), recipient.phone());
        }
    }

    @Wire("Where the professional comes to.")
    record AddressBody(String street, String city, @Nullable String building, @Nullable String apartment) {

        static @Nullable AddressBody of(Applicant.@Nullable Address address) {
            return address == null
                    ? null
                    : new AddressBody(address.street(), address.city(), address.building(), address.apartment());
        }
    }

    record Passed(
            @JsonUnwrapped Head head,
            @Wire("Why they do not take it.") PassReason reason,
            @JsonUnwrapped OfferedSlot slot,
            @JsonUnwrapped Person person) {

        static Passed of(Head head, WaitingEvent.Passed event) {
            return new Passed(
                    head, event.reason(), OfferedSlot.of(event.entry().wish(), event.offer()),
                    Person.withoutPhone(event.entry().who()));
        }
    }

    record Left(@JsonUnwrapped Head head) {}
}
