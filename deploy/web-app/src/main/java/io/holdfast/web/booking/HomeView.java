package io.holdfast.web.booking;

import java.util.List;

/** What can be booked and with whom. */
public record HomeView(List<OfferingCard> offerings, List<ProfessionalCard> professionals) {}
