package io.holdfast.embedded;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What an index keeps of a document's value, and in which order: MongoDB's order of types, and within a type that of
 * mongo-java-server's matcher, so that a range of keys holds every document that the matcher would accept.
 *
 * <p>Null and missing are one key, the lowest. Values that no query compares by range here (documents, arrays in
 * arrays, binary data …) are one key, too: they are found, but never told apart.
 */
final class KeyOrder {
    private static final int NULL = 0;
    private static final int NUMBER = 1;
    private static final int STRING = 2;
    private static final int OTHER = 3;
    private static final int OBJECT_ID = 4;
    private static final int BOOLEAN = 5;
    private static final int INSTANT = 6;

    /** Stands for every value that is not told apart. */
    static final Object INDISTINCT = new Object();

    /** Before and after every key there is. */
    static final Object FIRST = new Edge(NULL, false);
    static final Object LAST = new Edge(INSTANT, true);

    /** Before or after all keys of one type; stands in bounds, never in an index. */
    private record Edge(int type, boolean after) { }

    private KeyOrder() {
    }

    /** The key of one value, null for null and missing. */
    static @Nullable Object keyOf(@Nullable Object value) {
        if (Missing.isNullOrMissing(value)) {
            return null;
        }
        if (value instanceof Number number) {
            return Utils.normalizeNumber(number);
        }
        return isScalar(value) ? value : INDISTINCT;
    }

    /** Whether a query for this value is answered by its key. */
    static boolean isScalar(@Nullable Object value) {
        return value instanceof Number || value instanceof String || value instanceof Boolean
                || value instanceof Instant || value instanceof ObjectId;
    }

    static Object before(Object key) {
        return new Edge(type(key), false);
    }

    static Object after(Object key) {
        return new Edge(type(key), true);
    }

    /** The next number above or below, by at least a whole one. */
    static Object step(Number number, int by) {
        if (number instanceof Double fraction) {
            return Math.floor(fraction) + by;
        }
        long whole = number.longValue();
        return whole == Long.MAX_VALUE || whole == Long.MIN_VALUE ? number : (Object) (whole + by);
    }

    static int compare(@Nullable Object one, @Nullable Object other) {
        int types = Integer.compare(type(one), type(other));
        if (types != 0) {
            return types;
        }
        if (one == null || other == null) {
            return 0;
        }
        if (one instanceof Edge edge) {
            return other instanceof Edge second
                    ? Boolean.compare(edge.after(), second.after())
                    : edge.after() ? 1 : -1;
        }
        if (other instanceof Edge edge) {
            return edge.after() ? -1 : 1;
        }
        return switch (one) {
            case Number number -> compareNumbers(number, (Number) other);
            case String text -> text.compareTo((String) other);
            case ObjectId id -> id.compareTo((ObjectId) other);
            case Boolean truth -> truth.compareTo((Boolean) other);
            case Instant instant -> instant.compareTo((Instant) other);
            default -> 0;
        };
    }

    /** The order of documents with equal keys: by their {@code _id}. */
    static int comparePositions(Object one, Object other) {
        Object key = keyOf(one);
        int byKey = compare(key, keyOf(other));
        return byKey == 0 && key == INDISTINCT
                ? ValueComparator.ascWithoutListHandling().compare(one, other)
                : byKey;
    }

    /** All values at a path, elements of arrays one by one; {@link Missing} where there is none. */
    static Set<@Nullable Object> valuesAt(Document document, List<String> path) {
        Set<@Nullable Object> values = new LinkedHashSet<>();
        collect(document, path, values);
        if (values.isEmpty()) {
            values.add(Missing.getInstance());
        }
        return values;
    }

    private static void collect(@Nullable Object value, List<String> path, Set<@Nullable Object> values) {
        if (value instanceof Collection<?> elements) {
            if (!path.isEmpty()) {
                elements.forEach(element -> collect(element, path, values));
            } else if (elements.isEmpty()) {
                // There, and with nothing in it that a query could look for.
                values.add(null);
            } else {
                values.addAll(elements);
                // The matcher's $in looks into arrays in arrays, too.
                elements.forEach(element -> {
                    if (element instanceof Collection<?> inner) {
                        values.addAll(inner);
                    }
                });
            }
        } else if (path.isEmpty()) {
            values.add(value);
        } else if (value instanceof Document document) {
            collect(document.getOrMissing(path.getFirst()), path.subList(1, path.size()), values);
        } else {
            values.add(Missing.getInstance());
        }
    }

    private static int type(@Nullable Object key) {
        return switch (key) {
            case null -> NULL;
            case Edge edge -> edge.type();
            case Number number -> NUMBER;
            case String text -> STRING;
            case ObjectId id -> OBJECT_ID;
            case Boolean truth -> BOOLEAN;
            case Instant instant -> INSTANT;
            default -> OTHER;
        };
    }

    private static int compareNumbers(Number one, Number other) {
        boolean whole = !(one instanceof Double);
        boolean otherWhole = !(other instanceof Double);
        if (whole && otherWhole) {
            return Long.compare(one.longValue(), other.longValue());
        }
        double first = one.doubleValue();
        double second = other.doubleValue();
        if (whole == otherWhole || Double.isNaN(first) || Double.isNaN(second)
                || Double.isInfinite(first) || Double.isInfinite(second)) {
            return Double.compare(first, second);
        }
        return exact(one).compareTo(exact(other));
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Double fraction ? new BigDecimal(fraction) : BigDecimal.valueOf(number.longValue());
    }
}
