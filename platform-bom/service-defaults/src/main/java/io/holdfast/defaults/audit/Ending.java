package io.holdfast.defaults.audit;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** What becomes known of an action while it goes on. Of one request, and in the hands of one thread at a time. */
final class Ending {

    private static final String ATTRIBUTE = Ending.class.getName();
    /** In the path and in the answer there are three at most, and no handler overrides as many rules. */
    private static final int MOST = 10;

    private final Set<String> subjects = new LinkedHashSet<>();
    private final Set<String> overrides = new LinkedHashSet<>();

    static Ending of(HttpServletRequest request) {
        var ending = new Ending();
        request.setAttribute(ATTRIBUTE, ending);
        return ending;
    }

    /** Null where the request is nothing that is recorded. */
    static @Nullable Ending find(@Nullable Object attribute) {
        return attribute instanceof Ending ending ? ending : null;
    }

    static String attribute() {
        return ATTRIBUTE;
    }

    void addSubjects(Collection<String> ids) {
        ids.stream().filter(Subjects::isOne).limit(MOST).forEach(subjects::add);
    }

    void addOverride(String rule) {
        if (overrides.size() < MOST) {
            overrides.add(rule);
        }
    }

    List<String> subjects() {
        return List.copyOf(subjects);
    }

    List<String> overrides() {
        return List.copyOf(overrides);
    }
}
