package io.holdfast.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What a query demands of single fields, as ranges of index keys. Each condition is necessary for a match; what is not
 * understood here ({@code $ne}, {@code $regex}, {@code $expr} …) demands nothing. So a plan made of them reads every
 * document that matches, and the matcher drops the others.
 */
final class QueryConditions {

    /**
     * Keys between two, each included or not.
     *
     * @param exact every document with such a key fulfils what the range was made of
     */
    record Interval(@Nullable Object low, boolean withLow, @Nullable Object high, boolean withHigh, boolean exact) {

        static Interval point(@Nullable Object key) {
            return new Interval(key, true, key, true, key != null);
        }

        boolean isPoint() {
            return withLow && withHigh && KeyOrder.compare(low, high) == 0;
        }

        /** What is in both; not exact, as it stands for two demands. */
        Interval and(Interval other) {
            int lows = KeyOrder.compare(low, other.low);
            int highs = KeyOrder.compare(high, other.high);
            return new Interval(
                    lows >= 0 ? low : other.low, lows == 0 ? withLow && other.withLow : lows > 0 ? withLow : other.withLow,
                    highs <= 0 ? high : other.high, highs == 0 ? withHigh && other.withHigh : highs < 0 ? withHigh : other.withHigh,
                    exact && other.exact);
        }
    }

    /**
     * One demand on one field.
     *
     * @param intervals in ascending order, disjoint; one of them must hold the key
     * @param present a document without the field does not fulfil it
     */
    record Condition(List<Interval> intervals, boolean present) {

        boolean isPoints() {
            return intervals.stream().allMatch(Interval::isPoint);
        }

        /** Whether any value will do. */
        boolean isPresence() {
            return equals(EXISTS);
        }

        boolean isExact() {
            return intervals.stream().allMatch(Interval::exact);
        }
    }

    /** Any value, null included. */
    static final Condition EXISTS =
            new Condition(List.of(new Interval(KeyOrder.FIRST, true, KeyOrder.LAST, true, false)), true);

    private final Map<String, List<Condition>> byField = new HashMap<>();
    private final List<List<Document>> alternatives = new ArrayList<>();
    private boolean complete = true;

    private QueryConditions() {
    }

    static QueryConditions of(Document query) {
        QueryConditions conditions = new QueryConditions();
        conditions.takeAll(query, "");
        return conditions;
    }

    /** These and, beside them, those of one branch of an {@code $or}. */
    QueryConditions with(Document branch) {
        QueryConditions both = new QueryConditions();
        byField.forEach((field, conditions) -> both.byField.put(field, new ArrayList<>(conditions)));
        both.takeAll(branch, "");
        // The other alternatives are left to the matcher.
        both.alternatives.clear();
        both.complete = false;
        return both;
    }

    List<Condition> on(String field) {
        return byField.getOrDefault(field, List.of());
    }

    /** The {@code $or}s: of each, one branch must match. */
    List<List<Document>> alternatives() {
        return alternatives;
    }

    /** Whether a document that fulfils all conditions matches the query, as far as its values are no arrays. */
    boolean isComplete() {
        return complete && alternatives.isEmpty();
    }

    /** Whether every document matches. */
    boolean isEmpty() {
        return isComplete() && byField.isEmpty();
    }

    /** How many fields have conditions. */
    int fields() {
        return byField.size();
    }

    private void takeAll(Document query, String path) {
        query.forEach((key, value) -> {
            if (!key.startsWith("$")) {
                take(path + key, value);
            } else if (key.equals("$and") && value instanceof Collection<?> parts) {
                parts.forEach(part -> takeAll((Document) part, path));
            } else if (key.equals("$or") && path.isEmpty() && value instanceof Collection<?> parts) {
                List<Document> branches = parts.stream().map(Document.class::cast).toList();
                if (branches.size() == 1) {
                    takeAll(branches.getFirst(), path);
                } else {
                    alternatives.add(branches);
                }
            } else if (!key.equals("$comment")) {
                complete = false;
            }
        });
    }

    private void take(String field, @Nullable Object value) {
        if (value instanceof Document demands && !demands.isEmpty()) {
            boolean operators = demands.keySet().stream().allMatch(key -> key.startsWith("$"));
            if (operators) {
                demands.forEach((operator, operand) -> demand(field, operator, operand));
            } else {
                complete = false;
            }
        } else {
            demand(field, "$eq", value);
        }
    }

    private void demand(String field, String operator, @Nullable Object operand) {
        Condition condition = switch (operator) {
            case "$eq" -> points(List.of(new Operand(operand)));
            case "$in" -> operand instanceof Collection<?> values
                    ? points(values.stream().map(Operand::new).toList())
                    : null;
            case "$gt", "$gte", "$lt", "$lte" -> KeyOrder.isScalar(operand)
                    ? range(operator, KeyOrder.keyOf(operand))
                    : null;
            case "$exists" -> Boolean.TRUE.equals(operand) ? EXISTS : null;
            default -> null;
        };
        if (condition != null) {
            byField.computeIfAbsent(field, any -> new ArrayList<>()).add(condition);
            complete &= condition.isExact();
        } else {
            complete = false;
            if (operator.equals("$elemMatch") && operand instanceof Document element) {
                takeElement(field, element);
            }
        }
    }

    /** Some element fulfils all of it, so for each part there is an element that fulfils it. */
    private void takeElement(String field, Document element) {
        takeRangeOfElement(field, element);
        element.forEach((key, value) -> {
            if (!key.startsWith("$") && value != null) {
                take(field + "." + key, value);
            }
        });
    }

    /** One and the same element lies in it, so what bounds it from both sides is one range. */
    private void takeRangeOfElement(String field, Document element) {
        Interval range = null;
        for (var demand : element.entrySet()) {
            boolean bounds = List.of("$gt", "$gte", "$lt", "$lte").contains(demand.getKey());
            if (bounds && KeyOrder.isScalar(demand.getValue())) {
                Interval next = range(demand.getKey(), KeyOrder.keyOf(demand.getValue())).intervals().getFirst();
                range = range == null ? next : range.and(next);
            }
        }
        if (range != null) {
            byField.computeIfAbsent(field, any -> new ArrayList<>()).add(new Condition(List.of(range), true));
        }
    }

    /** A value that may be null, which lists of the JDK do not hold. */
    private record Operand(@Nullable Object value) { }

    private static @Nullable Condition points(List<Operand> operands) {
        TreeSet<@Nullable Object> keys = new TreeSet<>(KeyOrder::compare);
        boolean withNull = false;
        for (Operand operand : operands) {
            if (operand.value() == null) {
                withNull = true;
            } else if (KeyOrder.isScalar(operand.value())) {
                keys.add(KeyOrder.keyOf(operand.value()));
            } else {
                return null;
            }
        }
        List<Interval> intervals = new ArrayList<>();
        if (withNull) {
            intervals.add(Interval.point(null));
        }
        keys.forEach(key -> intervals.add(Interval.point(key)));
        return new Condition(intervals, !withNull);
    }

    private static Condition range(String operator, @Nullable Object key) {
        if (key == null) {
            throw new IllegalArgumentException("A scalar has a key");
        }
        boolean inclusive = operator.endsWith("e");
        boolean above = operator.startsWith("$g");
        Object from = above ? key : KeyOrder.before(key);
        Object to = above ? KeyOrder.after(key) : key;
        if (key instanceof Number number) {
            // The matcher cuts a fraction off before it compares it with a long, so the next whole number is in doubt.
            from = above ? KeyOrder.step(number, -1) : from;
            to = above ? to : KeyOrder.step(number, 1);
            return new Condition(List.of(new Interval(from, true, to, true, false)), true);
        }
        return new Condition(List.of(new Interval(from, inclusive, to, inclusive, true)), true);
    }
}
