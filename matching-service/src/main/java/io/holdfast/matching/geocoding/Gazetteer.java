package io.holdfast.matching.geocoding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.holdfast.matching.application.Geocoder;
import io.holdfast.matching.domain.match.Place;
import io.holdfast.matching.domain.match.Position;
import org.jspecify.annotations.Nullable;

/** A list of cities, by all their names; it knows no streets. */
final class Gazetteer implements Geocoder {

    private static final String FILE = "/matching-service/gazetteer.csv";

    private final Map<String, Position> cities = new HashMap<>();

    Gazetteer() {
        try (InputStream file = Gazetteer.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE, e);
        }
    }

    /** {@code latitude,longitude,name,other names…} */
    private void add(String line) {
        String[] cells = line.split(",");
        var position = new Position(Double.parseDouble(cells[0]), Double.parseDouble(cells[1]));
        for (int i = 2; i < cells.length; i++) {
            if (cities.put(Place.comparable(cells[i]), position) != null) {
                throw new IllegalStateException(FILE + " has two of " + cells[i]);
            }
        }
    }

    @Override
    public Optional<Position> locate(@Nullable String street, String city) {
        return Optional.ofNullable(cities.get(Place.comparable(city)));
    }
}
