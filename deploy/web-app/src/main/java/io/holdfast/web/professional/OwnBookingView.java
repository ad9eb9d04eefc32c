package io.holdfast.web.professional;

import io.holdfast.web.business.Sheet;
import io.holdfast.web.page.Form;

/** @param form of the reason, as it was typed */
public record OwnBookingView(Sheet sheet, Form form) {}
