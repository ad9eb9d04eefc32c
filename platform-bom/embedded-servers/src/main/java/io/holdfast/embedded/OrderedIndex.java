package io.holdfast.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import io.holdfast.embedded.QueryConditions.Condition;
import io.holdfast.embedded.QueryConditions.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A declared index that is not unique, kept in memory in its declared order: mongo-java-server itself only notes that
 * it was declared, and scans. It is built again from the file at each start, before anybody is answered.
 *
 * <p>Bounded by the documents: one entry for each document that has it, and in arrays for each different value; about
 * 100 bytes beside the values, which documents next to each other share where they are equal. Not thread-safe; its
 * collection does one thing at a time.
 */
final class OrderedIndex extends Index<Object> implements BuiltIndex {
    /** A document with more combinations of array elements than this would be no use in any index. */
    private static final int MOST_ENTRIES_OF_A_DOCUMENT = 10_000;
    /** Of {@code $in} lists in front of the last field; with more, that field is not used. */
    private static final int MOST_RANGES = 1_000;

    /** A key with its document, or, with fewer fields and a side, the place before or after all keys that begin so. */
    private record Entry(@Nullable Object[] key, @Nullable Object position, int side) { }

    private final List<List<String>> paths = new ArrayList<>();
    private final int[] directions;
    private final boolean leavesOutWhatHasNone;
    // Per field: whether there was ever an array, or a value that is not told apart from others.
    private final boolean[] arrays;
    private final boolean[] indistinct;
    private final TreeSet<Entry> entries = new TreeSet<>(this::compare);
    private Runnable build = () -> { };
    private boolean built;
    private boolean useless;

    OrderedIndex(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        leavesOutWhatHasNone = sparse;
        directions = new int[keys.size()];
        arrays = new boolean[keys.size()];
        indistinct = new boolean[keys.size()];
        for (int field = 0; field < keys.size(); field++) {
            directions[field] = keys.get(field).isAscending() ? 1 : -1;
            List<String> path = Utils.splitPath(keys.get(field).getKey());
            paths.add(path);
            // "items.0.status" would mean one element of an array, which the keys do not tell apart.
            useless |= path.stream().anyMatch(part -> part.chars().allMatch(Character::isDigit));
        }
    }

    /**
     * How far this index helps with a query.
     *
     * @param points how many fields, from the first, have a list of values each
     * @param ranged the field after them has a range
     * @param sorted the documents come in the wanted order
     * @param exact every document found fulfils all conditions
     */
    record Plan(OrderedIndex index, List<List<Interval>> bounds, int points, boolean ranged, boolean sorted,
            boolean forward, boolean exact) {

        /** Worth of what is bounded; an order that needs no sorting decides between equals. */
        int worth() {
            return 4 * points + (ranged ? 2 : 0) + (sorted ? 1 : 0);
        }

        boolean isBounded() {
            return points > 0 || ranged;
        }

        /** The documents, each once, in the order of the index or against it. */
        Stream<Object> positions() {
            Stream<Object> found = index.read(bounds, forward);
            return index.hasArrays() ? found.distinct() : found;
        }
    }

    /** Null where this index does not help. */
    @Nullable Plan plan(QueryConditions conditions, @Nullable Document orderBy) {
        buildNow();
        if (useless || (leavesOutWhatHasNone && !demandsPresence(conditions))) {
            return null;
        }
        List<List<Interval>> bounds = new ArrayList<>();
        int points = 0;
        boolean ranged = false;
        boolean exact = conditions.isComplete() && !hasArrays();
        boolean arrayUsed = false;
        long ranges = 1;
        for (int field = 0; field < paths.size() && !ranged; field++) {
            // Two fields of an array: each demand may be met by another element, so only the first bounds.
            List<Interval> intervals = arrays[field] && arrayUsed ? null : boundsOf(field, conditions);
            if (intervals == null || ranges * Math.max(intervals.size(), 1) > MOST_RANGES) {
                break;
            }
            ranges *= Math.max(intervals.size(), 1);
            exact &= intervals.stream().allMatch(Interval::exact);
            arrayUsed |= arrays[field];
            bounds.add(intervals);
            if (intervals.stream().allMatch(Interval::isPoint)) {
                points++;
            } else {
                ranged = true;
            }
        }
        exact &= bounds.size() == conditions.fields();
        int direction = orderBy == null || ranges > 1 ? 0 : directionOf(orderBy, bounds);
        if (bounds.isEmpty() && direction == 0) {
            return null;
        }
        return new Plan(this, bounds, points, ranged, direction != 0, direction >= 0, exact);
    }

    private boolean demandsPresence(QueryConditions conditions) {
        return keys().stream().anyMatch(key -> conditions.on(key).stream().anyMatch(Condition::present));
    }

    private @Nullable List<Interval> boundsOf(int field, QueryConditions conditions) {
        List<Condition> demands = conditions.on(keys().get(field));
        if (demands.isEmpty()) {
            return null;
        }
        Condition best = demands.getFirst();
        for (Condition demand : demands.subList(1, demands.size())) {
            if (arrays[field]) {
                // Each may be met by another element, so they do not narrow each other.
                best = best.isPoints() ? best : demand;
            } else if (best.isPoints()) {
                best = new Condition(inexact(best.intervals()), true);
            } else if (demand.isPoints()) {
                best = new Condition(inexact(demand.intervals()), true);
            } else {
                best = new Condition(List.of(best.intervals().getFirst().and(demand.intervals().getFirst())), true);
            }
        }
        // Without a field is nobody's bound, unless those without it are not in this index.
        return best.isPresence() && !leavesOutWhatHasNone ? null : best.intervals();
    }

    private static List<Interval> inexact(List<Interval> intervals) {
        return intervals.stream()
                .map(one -> new Interval(one.low(), one.withLow(), one.high(), one.withHigh(), false))
                .toList();
    }

    /** 1 or -1 when reading forward or backward gives the wanted order, 0 when it has to be sorted. */
    private int directionOf(Document orderBy, List<List<Interval>> bounds) {
        int wanted = 0;
        int field = 0;
        boolean byPosition = false;
        for (var part : orderBy.entrySet()) {
            if (!(part.getValue() instanceof Number number) || byPosition) {
                return 0;
            }
            int sign = number.intValue() > 0 ? 1 : -1;
            int own;
            while (field < paths.size() && !keys().get(field).equals(part.getKey()) && isOneValue(field, bounds)) {
                field++;
            }
            if (field < paths.size() && keys().get(field).equals(part.getKey())) {
                if (arrays[field] || indistinct[field]) {
                    return 0;
                }
                own = directions[field];
                field++;
            } else if (part.getKey().equals("_id") && field == paths.size()) {
                own = directions[paths.size() - 1];
                byPosition = true;
            } else {
                return 0;
            }
            if (wanted != 0 && wanted != sign * own) {
                return 0;
            }
            wanted = sign * own;
        }
        return wanted;
    }

    private static boolean isOneValue(int field, List<List<Interval>> bounds) {
        return field < bounds.size() && bounds.get(field).size() == 1 && bounds.get(field).getFirst().isPoint();
    }

    private Stream<Object> read(List<List<Interval>> bounds, boolean forward) {
        List<NavigableSet<Entry>> parts = new ArrayList<>();
        addRanges(bounds, new ArrayList<>(), parts::add);
        return parts.stream()
                .flatMap(part -> (forward ? part : part.descendingSet()).stream())
                .map(entry -> {
                    if (entry.position() == null) {
                        throw new IllegalStateException("An entry without a document");
                    }
                    return entry.position();
                });
    }

    private void addRanges(List<List<Interval>> bounds, List<@Nullable Object> prefix, Consumer<NavigableSet<Entry>> ranges) {
        int field = prefix.size();
        if (field == bounds.size()) {
            ranges.accept(between(border(prefix, -1), border(prefix, 1)));
            return;
        }
        for (Interval interval : bounds.get(field)) {
            prefix.add(interval.low());
            if (interval.isPoint()) {
                addRanges(bounds, prefix, ranges);
            } else {
                int from = interval.withLow() ? -1 : 1;
                int to = interval.withHigh() ? 1 : -1;
                Entry low = border(prefix, from);
                prefix.set(field, interval.high());
                Entry high = border(prefix, to);
                ranges.accept(directions[field] > 0
                        ? between(low, high)
                        : between(high.key(), -to, low.key(), -from));
            }
            prefix.removeLast();
        }
    }

    private NavigableSet<Entry> between(@Nullable Object[] from, int fromSide, @Nullable Object[] to, int toSide) {
        return between(new Entry(from, null, fromSide), new Entry(to, null, toSide));
    }

    private NavigableSet<Entry> between(Entry from, Entry to) {
        return compare(from, to) > 0 ? new TreeSet<>(entries.comparator()) : entries.subSet(from, true, to, true);
    }

    private static Entry border(List<@Nullable Object> prefix, int side) {
        return new Entry(prefix.toArray(), null, side);
    }

    private int compare(Entry one, Entry other) {
        @Nullable Object[] first = one.key();
        @Nullable Object[] second = other.key();
        int common = Math.min(first.length, second.length);
        for (int field = 0; field < common; field++) {
            int keys = KeyOrder.compare(first[field], second[field]);
            if (keys != 0) {
                return keys * directions[field];
            }
        }
        if (first.length != second.length) {
            return first.length < second.length ? one.side() : -other.side();
        }
        Object position = one.position();
        Object otherPosition = other.position();
        if (position == null || otherPosition == null) {
            return position == null && otherPosition == null
                    ? Integer.compare(one.side(), other.side())
                    : position == null ? one.side() : -other.side();
        }
        return KeyOrder.comparePositions(position, otherPosition) * directions[directions.length - 1];
    }

    private boolean hasArrays() {
        for (boolean array : arrays) {
            if (array) {
                return true;
            }
        }
        return false;
    }

    private List<Entry> entriesOf(Document document, Object position) {
        Entry single = singleEntryOf(document, position);
        if (single != null) {
            return List.of(single);
        }
        List<@Nullable Object[]> found = new ArrayList<>();
        found.add(new Object[paths.size()]);
        boolean present = false;
        for (int field = 0; field < paths.size(); field++) {
            Set<@Nullable Object> values = KeyOrder.valuesAt(document, paths.get(field));
            TreeSet<@Nullable Object> keys = new TreeSet<>(KeyOrder::compare);
            for (@Nullable Object value : values) {
                present |= !(value instanceof Missing);
                keys.add(KeyOrder.keyOf(value));
            }
            arrays[field] |= values.size() > 1 || isArray(document, paths.get(field));
            indistinct[field] |= keys.contains(KeyOrder.INDISTINCT);
            found = multiply(found, field, keys);
            if (found.size() > MOST_ENTRIES_OF_A_DOCUMENT) {
                useless = true;
                entries.clear();
                return List.of();
            }
        }
        return leavesOutWhatHasNone && !present
                ? List.of()
                : found.stream().map(key -> new Entry(key, position, 0)).toList();
    }

    /** The usual case: each field has one value, and none is in an array. Null where it is another. */
    private @Nullable Entry singleEntryOf(Document document, Object position) {
        @Nullable Object[] key = new @Nullable Object[paths.size()];
        boolean present = false;
        for (int field = 0; field < key.length; field++) {
            Object value = partAt(document, paths.get(field));
            if (value instanceof Collection<?>) {
                return null;
            }
            present |= !(value instanceof Missing);
            key[field] = KeyOrder.keyOf(value);
            indistinct[field] |= Objects.equals(key[field], KeyOrder.INDISTINCT);
        }
        return leavesOutWhatHasNone && !present ? null : new Entry(key, position, 0);
    }

    private static List<@Nullable Object[]> multiply(List<@Nullable Object[]> keys, int field, Set<@Nullable Object> values) {
        List<@Nullable Object[]> product = new ArrayList<>(keys.size() * values.size());
        for (@Nullable Object[] key : keys) {
            for (@Nullable Object value : values) {
                @Nullable Object[] copy = key.clone();
                copy[field] = value;
                product.add(copy);
            }
        }
        return product;
    }

    /** Whether there is an array on the way, also one with a single element or none. */
    private static boolean isArray(Document document, List<String> path) {
        Object value = document;
        for (String part : path) {
            value = value instanceof Document inner ? inner.getOrMissing(part) : Missing.getInstance();
            if (value instanceof Iterable<?> && !(value instanceof Document)) {
                return true;
            }
        }
        return false;
    }

    /** Keys of one tenant, one state … lie side by side: one object for all of them is a third of the memory. */
    private Entry sharing(Entry entry) {
        Entry before = entries.lower(entry);
        for (int field = 0; before != null && field < entry.key().length; field++) {
            if (KeyOrder.compare(entry.key()[field], before.key()[field]) == 0) {
                entry.key()[field] = before.key()[field];
            }
        }
        return entry;
    }

    /** Lets the collection put all its documents into those of its indexes that are not built yet. */
    void builtBy(Runnable builder) {
        build = builder;
    }

    @Override
    public boolean isBuilt() {
        return built;
    }

    @Override
    public void markBuilt() {
        built = true;
    }

    private void buildNow() {
        if (!built) {
            build.run();
        }
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        buildNow();
    }

    @Override
    public void add(Document document, @Nullable Object position, MongoCollection<Object> collection) {
        buildNow();
        for (Entry entry : useless ? List.<Entry>of() : entriesOf(document, Missing.ofNullable(position))) {
            entries.add(sharing(entry));
        }
    }

    @Override
    public @Nullable Object remove(Document document) {
        buildNow();
        Object position = document.get("_id");
        if (!useless && position != null) {
            entriesOf(document, position).forEach(entries::remove);
        }
        return null;
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        buildNow();
    }

    @Override
    public void updateInPlace(Document oldDocument, Document newDocument, Object position,
            MongoCollection<Object> collection) {
        // Of ten indexes a change concerns one or two, so the others should cost next to nothing.
        if (useless || paths.stream().allMatch(path -> isSame(oldDocument, newDocument, path))) {
            return;
        }
        NavigableSet<Entry> before = new TreeSet<>(entries.comparator());
        before.addAll(entriesOf(oldDocument, position));
        NavigableSet<Entry> after = new TreeSet<>(entries.comparator());
        after.addAll(entriesOf(newDocument, position));
        if (!useless) {
            before.stream().filter(entry -> !after.contains(entry)).forEach(entries::remove);
            after.stream().filter(entry -> !before.contains(entry)).map(this::sharing).forEach(entries::add);
        }
    }

    private static boolean isSame(Document one, Document other, List<String> path) {
        return Objects.equals(partAt(one, path), partAt(other, path));
    }

    /** The value, or the first array on the way to it, which has all the values in it. */
    private static @Nullable Object partAt(Document document, List<String> path) {
        Object value = document;
        for (String part : path) {
            if (!(value instanceof Document inner)) {
                return value instanceof Collection<?> ? value : Missing.getInstance();
            }
            value = inner.getOrMissing(part);
        }
        return value;
    }

    /** Asked by removal whether an index may have no position to tell; only the unique ones tell it. */
    @Override
    protected boolean isSparse() {
        return true;
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        return null;
    }

    /** The planner of the collection asks for a plan instead. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException("Use the plan");
    }

    @Override
    public boolean isEmpty() {
        // So that declaring it does not build it at once: all indexes of a collection are built in one pass.
        return false;
    }

    @Override
    public long getCount() {
        buildNow();
        return entries.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        entries.clear();
    }
}
