package io.holdfast.testsupport.contracts;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

/**
 * Fields that a contract declares and its producer never sends. Every body may keep the contract and still nobody gets
 * what a consumer waits for: declined bookings once named no client, and so nobody was told.
 */
public final class DeclaredFields {

    private static final JsonMapper JSON = JsonMapper.shared();

    private DeclaredFields() {}

    /**
     * @param schemaOf an event type's schema
     * @param sent     type and body of all that the producer's tests make
     * @return by type, declared fields that no body of it has; types of which nothing is missing are left out
     */
    public static Map<String, Collection<String>> neverSent(
            UnaryOperator<String> schemaOf, Stream<Map.Entry<String, String>> sent) {
        var missing = new TreeMap<String, Collection<String>>();
        sent.forEach(event -> missing
                .computeIfAbsent(event.getKey(), type -> new TreeSet<>(
                        JSON.readTree(schemaOf.apply(type)).path("properties").propertyNames()))
                .removeAll(JSON.readTree(event.getValue()).propertyNames()));
        missing.values().removeIf(Collection::isEmpty);
        return missing;
    }
}
