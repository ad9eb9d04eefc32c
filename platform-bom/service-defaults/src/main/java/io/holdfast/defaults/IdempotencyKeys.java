package io.holdfast.defaults;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an {@code Idempotency-Key} means, the same in all services: the same key and body answer the same result, another
 * body with the same key is refused, and after 24 hours a key means something new.
 *
 * <p>What a request creates gets its id from (tenant, caller, key) and the day, so that the second try finds what the
 * first one made and no second document is needed. Days begin at another second for each key, so that no moment is
 * everybody's midnight.
 */
public final class IdempotencyKeys {

    /** How long a key means the same. */
    public static final Duration LAST = Duration.ofHours(24);

    /** The code of the rule that refuses another body with the same key. */
    public static final String REUSED = "idempotency-key-reused";

    /** What is said then. */
    public static final String REUSED_DETAIL = "This Idempotency-Key was used for another request before.";

    private static final long SECONDS_A_DAY = LAST.toSeconds();
    // Clocks of two instances differ a little: what the one that is ahead made is found by the other, too.
    private static final long CLOCKS_DIFFER_SECONDS = 60;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private IdempotencyKeys() {}

    /**
     * The ids that a key may stand for.
     *
     * @param fresh what is created now gets this one
     * @param known what was created in the last 24 hours has one of these; at most three
     */
    public record Ids(String fresh, List<String> known) {

        public Ids {
            known = List.copyOf(known);
        }
    }

    /**
     * The same for requests that mean the same: neither the order of keys nor spaces nor how a number is written (1, 1.0,
     * 1e0) make another request, and leaving a field out is saying null.
     *
     * @param command what is asked for, so that a key is not good for two commands
     * @param body    as it was understood, null for none
     */
    public static String fingerprint(String command, @Nullable Object body) {
        var canonical = new StringBuilder(command).append('\n');
        write(JSON.valueToTree(body), canonical);
        return DigestUtils.sha256Hex(canonical.toString());
    }

    /** @param owner tenant, caller and whatever else the key is good for only together with */
    public static Ids ids(Instant now, String key, String... owner) {
        String[] parts = Stream.concat(Stream.of(owner), Stream.of(key)).toArray(String[]::new);
        String identity = DerivedId.of(parts).toString();
        long phase = Long.parseUnsignedLong(identity.substring(0, 8), 16) % SECONDS_A_DAY;
        long second = now.getEpochSecond() + phase;
        long today = Math.floorDiv(second, SECONDS_A_DAY);
        long latest = Math.floorDiv(second + CLOCKS_DIFFER_SECONDS, SECONDS_A_DAY);
        return new Ids(
                idOn(today, identity),
                Stream.iterate(latest, day -> day >= today - 1, day -> day - 1)
                        .map(day -> idOn(day, identity))
                        .toList());
    }

    /** Whether what was created {@code at} is still what its key stands for. */
    public static boolean stillMeans(Instant at, Instant now) {
        return at.plus(LAST).isAfter(now);
    }

    private static String idOn(long day, String identity) {
        return DerivedId.of(identity, String.valueOf(day)).toString();
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            var fields = new TreeMap<String, JsonNode>();
            node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            out.append('{');
            for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
                if (!field.getValue().isNull()) {
                    out.append(text(field.getKey())).append(':');
                    write(field.getValue(), out);
                    out.append(',');
                }
            }
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            for (JsonNode item : node) {
                write(item, out);
                out.append(',');
            }
            out.append(']');
        } else if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            BigDecimal number = node.decimalValue();
            out.append(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
        } else if (node.isString()) {
            out.append(text(node.stringValue()));
        } else {
            out.append(node);
        }
    }

    private static String text(String value) {
        return JSON.writeValueAsString(value);
    }
}
