package io.holdfast.matching.geocoding;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.defaults.DerivedId;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.matching.application.Geocoder;
import io.holdfast.matching.domain.match.Place;
import io.holdfast.matching.domain.match.Position;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;

/** Asks the server once for each address and city, and the gazetteer while the server does not answer. */
final class RememberingGeocoder implements Geocoder {

    private static final Logger log = LoggerFactory.getLogger(RememberingGeocoder.class);

    private final MongoOperations mongo;
    private final NominatimGeocoder server;
    private final Gazetteer gazetteer;
    private final Clock clock;

    RememberingGeocoder(MongoOperations mongo, NominatimGeocoder server, Gazetteer gazetteer, Clock clock) {
        this.mongo = mongo;
        this.server = server;
        this.gazetteer = gazetteer;
        this.clock = clock;
    }

    /** @param position null for what the map does not know */
    @DataRetention(
            since = "at",
            period = "P30D",
            why = "maps change; and where somebody lives is not kept longer than it is of use. The id is a hash of the address")
    @NoPersonalData(why = "where an address is, under a hash of it, for thirty days; whose it is is nowhere")
    @Document("positions")
    record PositionDocument(@Id String id, @Nullable Position position, Instant at) {}

    @Override
    public Optional<Position> locate(@Nullable String street, String city) {
        Optional<Position> exact = street == null ? Optional.empty() : find(street, city);
        return exact.or(() -> find(null, city));
    }

    private Optional<Position> find(@Nullable String street, String city) {
        String id = DerivedId.of("position", Place.comparable(Objects.requireNonNullElse(street, "")), Place.comparable(city))
                .toString();
        PositionDocument known = mongo.findById(id, PositionDocument.class);
        if (known != null) {
            return Optional.ofNullable(known.position());
        }
        try {
            Optional<Position> found = server.locate(street, city);
            mongo.save(new PositionDocument(id, found.orElse(null), clock.instant()));
            return found;
        } catch (NominatimGeocoder.Unavailable e) {
            log.warn("The map does not answer, so only large cities are found: {}", e.getMessage());
            return gazetteer.locate(null, city);
        }
    }
}
