package io.holdfast.web.admin.platform;

import java.util.List;

import io.holdfast.web.business.Badge;
import org.jspecify.annotations.Nullable;

/** How all parts are. @param sentence about the worst of them */
public record HealthView(Badge badge, String sentence, String at, List<Part> components, List<Part> services) {

    /** @param millis how long it took to answer; null where that is not measured */
    public record Part(String name, Badge badge, @Nullable String detail, @Nullable String millis) {}
}
