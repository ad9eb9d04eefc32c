package io.holdfast.defaults.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Every code that a problem can have, from {@code problems.yaml}: what has happened and what to do. The gateway makes a page
 * of each, {@code openapi.json} lists them with the operations, and a test fails for a code in the sources that is not here.
 */
public final class ProblemCatalogue {

    /** Where the pages are; a problem's {@code type} is this and its code. */
    public static final String PATH = "/problems/";

    /** Read with the first problem: a start needs none. */
    private static final class Shipped {
        private static final ProblemCatalogue CATALOGUE = read();
    }

    private final SequencedMap<String, Kind> kinds;

    private ProblemCatalogue(List<Kind> all) {
        var byCode = new LinkedHashMap<String, Kind>();
        all.forEach(kind -> {
            if (byCode.put(kind.code(), kind) != null) {
                throw new IllegalStateException("problems.yaml lists " + kind.code() + " twice");
            }
        });
        this.kinds = Collections.unmodifiableSequencedMap(byCode);
    }

    /**
     * One kind of problem.
     *
     * @param code        as in the problem's member {@code code}
     * @param statuses    that it comes with
     * @param title       of one line
     * @param explanation what has happened
     * @param remedy      what the caller does now
     */
    public record Kind(String code, List<Integer> statuses, String title, String explanation, String remedy) {

        public Kind {
            statuses = List.copyOf(statuses);
            if (statuses.isEmpty() || code.isBlank() || title.isBlank() || explanation.isBlank() || remedy.isBlank()) {
                throw new IllegalArgumentException("problems.yaml says too little of " + code);
            }
        }

        /** The problem's {@code type}. */
        public String address() {
            return PATH + code;
        }
    }

    public static ProblemCatalogue shipped() {
        return Shipped.CATALOGUE;
    }

    /** In the order of the file: what can happen to any request first. */
    public SequencedCollection<Kind> all() {
        return kinds.sequencedValues();
    }

    public Optional<Kind> find(String code) {
        return Optional.ofNullable(kinds.get(code));
    }

    /** What a problem of this status is that has no code of its own. */
    public Kind usual(int status) {
        return kinds.values().stream()
                .filter(kind -> kind.statuses().contains(status))
                .findFirst()
                .orElseGet(() -> Objects.requireNonNull(kinds.get(status >= 500 ? "internal-error" : "invalid-request")));
    }

    private static ProblemCatalogue read() {
        try (InputStream file = ProblemCatalogue.class.getResourceAsStream("problems.yaml")) {
            var yaml = YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
            return new ProblemCatalogue(yaml.readValue(Objects.requireNonNull(file), new TypeReference<List<Kind>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
