package io.holdfast.web.business;

import java.util.List;

import io.holdfast.web.page.Page;

/** A page of an area, in the row that stands above each of them. */
public record Tab(String address, String text, boolean isCurrent) {

    private static final List<String> PROFESSIONAL =
            List.of("/pro", "/pro/requests", "/pro/calendar", "/pro/schedule", "/pro/earnings", "/pro/profile");
    private static final List<String> ADMIN = List.of(
            "/admin", "/admin/bookings", "/admin/offerings", "/admin/professionals", "/admin/dead-letters", "/admin/health");

    /** Those of the area that the page is in. */
    public static List<Tab> of(Page page) {
        String path = page.address().replaceFirst("[?].*", "");
        return (path.startsWith("/admin") ? ADMIN : PROFESSIONAL).stream()
                .map(tab -> new Tab(tab, page.text("business.tab." + tab.substring(1).replace('/', '-')), isWithin(path, tab)))
                .toList();
    }

    private static boolean isWithin(String path, String tab) {
        return path.equals(tab) || (tab.indexOf('/', 1) > 0 && path.startsWith(tab + "/"));
    }
}
