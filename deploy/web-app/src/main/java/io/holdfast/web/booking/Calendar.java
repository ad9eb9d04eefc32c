package io.holdfast.web.booking;

import java.time.LocalDate;
import java.time.YearMonth;

import io.holdfast.web.api.AvailableDates;
import io.holdfast.web.api.Day;

/** Whose days and times are looked at. */
interface Calendar {

    AvailableDates dates(YearMonth month);

    Day day(LocalDate date);
}
