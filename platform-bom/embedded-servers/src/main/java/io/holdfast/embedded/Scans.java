package io.holdfast.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;

/**
 * Queries with a filter that no declared index answers. They read a whole collection and cost more with each document
 * that is stored, here and on every other document server.
 */
final class Scans {
    /** What MongoDB says with its own {@code notablescan}. */
    private static final int NO_QUERY_EXECUTION_PLANS = 291;
    /** Different shapes, not queries; services have a few dozen. */
    private static final int MOST_REMEMBERED = 1_000;

    /** Of servers that were told to refuse from outside; who looks takes them away. */
    private static final Set<String> REFUSED_IN_THIS_JVM = new TreeSet<>();

    private final boolean refused;
    private final boolean told;
    private final Map<String, Integer> seen = new TreeMap<>();

    private Scans(boolean refused, boolean told) {
        this.refused = refused;
        this.told = told;
    }

    Scans(boolean refused) {
        this(refused, false);
    }

    /** As the environment says. */
    static Scans switched(boolean refused) {
        return new Scans(refused, refused);
    }

    /** What was refused in this JVM since somebody looked last, because the environment said so. */
    static List<String> takeRefused() {
        synchronized (REFUSED_IN_THIS_JVM) {
            List<String> taken = List.copyOf(REFUSED_IN_THIS_JVM);
            REFUSED_IN_THIS_JVM.clear();
            return taken;
        }
    }

    /** To be told before a collection is read for a filter without the help of an index. */
    void happens(String collection, Document query) {
        String shape = collection + " " + shape(query);
        synchronized (seen) {
            if (seen.containsKey(shape) || seen.size() < MOST_REMEMBERED) {
                seen.merge(shape, 1, Integer::sum);
            }
        }
        if (told) {
            synchronized (REFUSED_IN_THIS_JVM) {
                REFUSED_IN_THIS_JVM.add(shape);
            }
        }
        if (refused) {
            throw new MongoServerError(NO_QUERY_EXECUTION_PLANS, "NoQueryExecutionPlans",
                    "No declared index answers this query, and scans are refused: " + shape);
        }
    }

    List<String> seen() {
        synchronized (seen) {
            List<String> lines = new ArrayList<>();
            seen.forEach((shape, times) -> lines.add(shape + ", " + times + " times"));
            return lines;
        }
    }

    /** Fields and operators without values, which may be personal. */
    private static Object shape(Object part) {
        if (part instanceof Document document) {
            Document shape = new Document();
            document.forEach((key, value) -> shape.put(key, value == null ? "?" : shape(value)));
            return shape;
        }
        if (part instanceof Iterable<?> parts) {
            List<Object> shapes = new ArrayList<>();
            parts.forEach(each -> shapes.add(each == null ? "?" : shape(each)));
            return shapes.stream().distinct().toList();
        }
        return "?";
    }
}
