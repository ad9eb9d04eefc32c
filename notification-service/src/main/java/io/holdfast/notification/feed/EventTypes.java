package io.holdfast.notification.feed;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import org.springframework.stereotype.Component;

/** The public types of events, and what people mean by {@code *}, {@code booking.*} or the name of one. */
@Component
public class EventTypes {

    /** Names and patterns in one choice; there are fewer types than that. */
    public static final int MOST = 100;

    private static final String ALL = "*";

    private final List<String> types;

    EventTypes(Catalogue catalogue) {
        this.types = catalogue.events().stream().filter(EventType::isPublic).map(EventType::type).toList();
    }

    /** All of them, in the catalogue's order. */
    public List<String> all() {
        return types;
    }

    /** Those of a choice that mean no type. */
    public List<String> unknown(Collection<String> choice) {
        return choice.stream().filter(each -> types.stream().noneMatch(type -> means(each, type))).toList();
    }

    /** What is chosen; types that come later are among it, where a pattern means them. */
    public Set<String> of(Collection<String> choice) {
        var chosen = new LinkedHashSet<String>();
        types.stream().filter(type -> choice.stream().anyMatch(each -> means(each, type))).forEach(chosen::add);
        return chosen;
    }

    private static boolean means(String choice, String type) {
        return choice.equals(ALL)
                || choice.equals(type)
                || (choice.endsWith(".*") && type.startsWith(choice.substring(0, choice.length() - 1)));
    }
}
