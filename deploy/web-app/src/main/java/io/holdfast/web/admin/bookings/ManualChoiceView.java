package io.holdfast.web.admin.bookings;

import java.util.List;

import io.holdfast.web.admin.part.Link;

/** What can be booked by hand. */
public record ManualChoiceView(List<Link> offerings) {}
