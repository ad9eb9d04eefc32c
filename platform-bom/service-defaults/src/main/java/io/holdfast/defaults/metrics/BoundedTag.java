package io.holdfast.defaults.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Keeps a tag whose values people make, such as offerings, from having more of them than a time series database can bear: the
 * first ones are told apart, and all others are {@code other}. Of our own metrics only.
 */
final class BoundedTag implements MeterFilter {

    static final String OTHER = "other";
    private static final String OURS = "holdfast.";

    private final String key;
    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BoundedTag(String key, int most) {
        this.key = key;
        this.most = most;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String value = id.getName().startsWith(OURS) ? id.getTag(key) : null;
        return value == null || isKnown(value) ? id : id.replaceTags(Tags.of(id.getTags()).and(key, OTHER));
    }

    private boolean isKnown(String value) {
        if (known.contains(value)) {
            return true;
        }
        synchronized (known) {
            return known.size() < most && known.add(value);
        }
    }
}
