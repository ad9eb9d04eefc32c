package io.holdfast.availability.application;

import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.domain.Wish;

/** What a booking asks for, and of whom. */
public record SlotRequest(TenantId tenant, OfferingId offering, ProfessionalId professional, Wish wish) {}
