package io.holdfast.matching.application;

import java.util.Optional;

import io.holdfast.matching.domain.match.Position;
import org.jspecify.annotations.Nullable;

/** Finds addresses on the map. */
public interface Geocoder {

    /**
     * @param street null for the middle of the city
     * @return empty when the map does not know it, or does not answer in time: then cities are compared by name
     */
    Optional<Position> locate(@Nullable String street, String city);
}
