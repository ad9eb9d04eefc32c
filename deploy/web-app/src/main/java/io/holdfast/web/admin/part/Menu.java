package io.holdfast.web.admin.part;

import java.util.List;

import io.holdfast.web.page.Page;

/** The pages of admins in groups, with the one that is looked at. */
public record Menu(String current, List<Group> groups) {

    private record Section(String name, List<String> pages) {}

    private static final List<Section> SECTIONS = List.of(
            new Section("day", List.of("", "bookings", "calendar", "waitlist")),
            new Section("practice", List.of("offerings", "professionals", "contacts", "coupons")),
            new Section("figures", List.of("analytics", "payments")),
            new Section("messages", List.of("templates", "automations", "suppressions")),
            new Section("platform", List.of(
                    "matching", "webhooks", "api-keys", "imports", "privacy", "audit", "dead-letters", "health")));

    public record Group(String name, List<Item> items) {}

    public record Item(String address, String text, boolean isCurrent) {}

    public static Menu of(Page page) {
        String path = page.address().replaceFirst("[?].*", "");
        List<Group> groups = SECTIONS.stream()
                .map(section -> new Group(
                        page.text("admin.menu." + section.name()),
                        section.pages().stream().map(name -> item(page, path, name)).toList()))
                .toList();
        String current = groups.stream()
                .flatMap(group -> group.items().stream())
                .filter(Item::isCurrent)
                .map(Item::text)
                .findFirst()
                .orElse(page.text("admin.menu"));
        return new Menu(current, groups);
    }

    private static Item item(Page page, String path, String name) {
        String address = "/admin" + (name.isEmpty() ? "" : "/" + name);
        boolean current = path.equals(address) || (!name.isEmpty() && path.startsWith(address + "/"));
        return new Item(address, page.text("admin.menu." + (name.isEmpty() ? "overview" : name)), current);
    }
}
