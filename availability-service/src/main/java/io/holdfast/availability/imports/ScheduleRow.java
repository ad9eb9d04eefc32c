package io.holdfast.availability.imports;

import java.util.List;

import io.holdfast.availability.web.ImportedSchedules.Stretch;
import org.jspecify.annotations.Nullable;

/**
 * A professional's hours as another system says them.
 *
 * @param zone   of somebody who is not known yet; what is wrong with it is said by who owns profiles
 * @param hours  the whole week's; null where nothing is said of them, which leaves them as they are
 * @param breaks likewise
 */
public record ScheduleRow(
        int line,
        String professionalId,
        @Nullable String zone,
        @Nullable List<Stretch> hours,
        @Nullable List<Stretch> breaks) {}
