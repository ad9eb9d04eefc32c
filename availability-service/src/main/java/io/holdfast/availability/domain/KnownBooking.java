package io.holdfast.availability.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is known here of a booking that nothing more is owed for: whose it is, and what its professional reads of it in their
 * agenda. All of it is booking-service's word. Nobody is named before it is paid, and nobody after it has ended.
 *
 * @param professional    who provides it; null while somebody else is looked for, and once it has ended
 * @param end             of the visit, or when the booking ended
 * @param clientId        the signed-in client's subject; null for a guest
 * @param manageTokenHash SHA-256, in hex, of the guest's token; null for a signed-in client
 * @param number          null while it is being confirmed
 * @param offeringName    as it was when it was booked; null while it is being confirmed
 * @param clientName      null while it is being confirmed
 */
public record KnownBooking(
        TenantId tenant,
        String id,
        Status status,
        @Nullable ProfessionalId professional,
        Instant end,
        @Nullable String clientId,
        @Nullable String manageTokenHash,
        @Nullable String number,
        @Nullable String offeringName,
        @Nullable String clientName) {

    /** The booking's own, as far as any of them is heard of here. */
    public enum Status {
        CONFIRMING,
        PENDING_CONFIRMATION,
        PENDING_MATCH,
        CONFIRMED,
        IN_PROGRESS,
        COMPLETED,
        NO_SHOW,
        DECLINED,
        CANCELLED
    }

    /** Paid, and being confirmed. */
    public static KnownBooking paid(
            TenantId tenant,
            String id,
            ProfessionalId professional,
            Instant end,
            @Nullable String clientId,
            @Nullable String manageTokenHash) {
        return new KnownBooking(
                tenant, id, Status.CONFIRMING, professional, end, clientId, manageTokenHash, null, null, null);
    }

    /** The same with the right to it that was known before. */
    public KnownBooking withTokenOf(KnownBooking before) {
        return new KnownBooking(
                tenant, id, status, professional, end, clientId, before.manageTokenHash, number, offeringName, clientName);
    }

    /** The same when its client is erased: what there is to do at that time, and not for whom. */
    public KnownBooking ofNobody() {
        return new KnownBooking(tenant, id, status, professional, end, null, null, number, offeringName, null);
    }

    /** The same at another status. */
    public KnownBooking become(Status next) {
        return new KnownBooking(
                tenant, id, next, professional, end, clientId, manageTokenHash, number, offeringName, clientName);
    }

    /** The same, given back: somebody else is looked for. */
    public KnownBooking givenBack() {
        return new KnownBooking(
                tenant, id, Status.PENDING_MATCH, null, end, clientId, manageTokenHash, number, offeringName, clientName);
    }

    /** The same under the client's corrected name; what has ended names nobody any more. */
    public KnownBooking corrected(String name) {
        return hasEnded()
                ? this
                : new KnownBooking(
                        tenant, id, status, professional, end, clientId, manageTokenHash, number, offeringName, name);
    }

    /** Called off, or declined: remembered so that nothing late revives it, and nobody is named by it. */
    public KnownBooking ended(Status as, Instant at) {
        return new KnownBooking(tenant, id, as, null, at, null, null, number, null, null);
    }

    private boolean hasEnded() {
        return switch (status) {
            case DECLINED, CANCELLED -> true;
            case CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> false;
        };
    }
}
