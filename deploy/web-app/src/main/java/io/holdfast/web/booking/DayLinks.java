package io.holdfast.web.booking;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;

/** Where days and times lead: to a new booking, or to another time for one that is there. */
interface DayLinks {

    String times(LocalDate date);

    String month(YearMonth month);

    String details(Instant start);

    /** Of the page itself, without what was chosen there. */
    String path();

    /** What a form to the page itself says besides day and zone, by the fields' names. */
    Map<String, String> kept();
}
