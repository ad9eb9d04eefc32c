package io.holdfast.web.business;

import java.util.List;
import java.util.Map;

import io.holdfast.web.page.Page;

/** A page of professionals, in the row that stands above each of them. */
public record Tab(String address, String text, boolean isCurrent) {

    private static final List<String> PROFESSIONAL =
            List.of("/pro", "/pro/requests", "/pro/calendar", "/pro/schedule", "/pro/earnings", "/pro/profile");

    /** Pages that have no tab of their own. */
    private static final Map<String, String> UNDER_ANOTHER =
            Map.of("/pro/calendars", "/pro/profile", "/pro/notifications", "/pro/profile");

    /** All of them, with the one that the page is. */
    public static List<Tab> of(Page page) {
        String path = page.address().replaceFirst("[?].*", "");
        return PROFESSIONAL.stream()
                .map(tab -> new Tab(tab, page.text("business.tab." + tab.substring(1).replace('/', '-')), isWithin(path, tab)))
                .toList();
    }

    private static boolean isWithin(String asked, String tab) {
        String path = UNDER_ANOTHER.getOrDefault(asked, asked);
        return path.equals(tab) || (tab.indexOf('/', 1) > 0 && path.startsWith(tab + "/"));
    }
}
