package io.holdfast.matching.domain.match;

/** All but {@code PENDING} are final; {@code ACCEPTED} ends {@code WITHDRAWN} where the slot cannot be had after all. */
public enum ProposalStatus {
    PENDING,
    ACCEPTED,
    DECLINED,
    EXPIRED,
    WITHDRAWN
}
