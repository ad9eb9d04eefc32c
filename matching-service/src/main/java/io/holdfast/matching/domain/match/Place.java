package io.holdfast.matching.domain.match;

import java.text.Normalizer;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Where the professional comes to.
 *
 * @param position null where no map knows the address
 */
public record Place(
        String street,
        String city,
        @Nullable String building,
        @Nullable String apartment,
        @Nullable Position position) {

    /** The form in which cities are compared: {@code Tel-Aviv} and {@code tel aviv} are one. */
    public static String comparable(String city) {
        String plain = Normalizer.normalize(city, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        return plain.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    /** The city alone, when who lives there is erased. */
    Place cityAlone() {
        return new Place("", city, null, null, null);
    }

    /** The same place, found on the map, or not. */
    public Place at(@Nullable Position found) {
        return new Place(street, city, building, apartment, found);
    }
}
