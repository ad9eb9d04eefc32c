package io.holdfast.apidocument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The chapters of the API, in the order in which a newcomer reads. A path belongs to the longest beginning that it has; one
 * that has none makes a chapter of its own, at the end of its kind, so that nothing has to be written here for a new endpoint.
 */
final class Tags {

    private static final String API = "/api/v1/";
    private static final String ADMIN = API + "admin/";

    private static final Map<String, String> CHAPTERS = new LinkedHashMap<>();

    static {
        CHAPTERS.put(API + "business", "Business");
        CHAPTERS.put(API + "offerings", "Offerings");
        CHAPTERS.put(API + "professionals", "Professionals");
        CHAPTERS.put(API + "professionals/{professionalId}/", "Availability");
        CHAPTERS.put(API + "availability", "Availability");
        CHAPTERS.put(API + "available-dates", "Availability");
        CHAPTERS.put(API + "bookings", "Bookings");
        CHAPTERS.put(API + "payments", "Payments");
        CHAPTERS.put(API + "waitlist", "Waitlist");
        CHAPTERS.put(API + "feeds", "Calendars");
        CHAPTERS.put(API + "me/feed", "Calendars");
        CHAPTERS.put(API + "me/feed", "Calendars");
        CHAPTERS.put(API + "me/", "Notifications");
        CHAPTERS.put(API + "push", "Notifications");
        CHAPTERS.put(API + "unsubscribe", "Notifications");
        CHAPTERS.put(API + "professionals/me", "Professional: profile");
        CHAPTERS.put(API + "professionals/me/schedule", "Professional: calendar");
        CHAPTERS.put(API + "professionals/me/agenda", "Professional: calendar");
        CHAPTERS.put(API + "professionals/me/blocks", "Professional: calendar");
        CHAPTERS.put(API + "professionals/me/proposals", "Professional: proposals");
        CHAPTERS.put(ADMIN + "bookings", "Admin: bookings");
        CHAPTERS.put(ADMIN + "stats", "Admin: bookings");
        CHAPTERS.put(ADMIN + "offerings", "Admin: offerings");
        CHAPTERS.put(ADMIN + "professionals", "Admin: professionals");
        CHAPTERS.put(ADMIN + "matching", "Admin: matching");
        CHAPTERS.put(ADMIN + "payments", "Admin: payments");
        CHAPTERS.put(ADMIN + "templates", "Admin: messages");
        CHAPTERS.put(ADMIN + "suppressions", "Admin: messages");
        CHAPTERS.put(API + "webhooks", "Webhooks received");
        CHAPTERS.put("/demo", "Embedded platform only");
        CHAPTERS.put("/", "Documentation");
    }

    private final List<String> order;

    Tags(Collection<String> paths) {
        var all = new ArrayList<>(CHAPTERS.values().stream().distinct().toList());
        var used = new TreeSet<>(paths.stream().map(Tags::of).toList());
        all.retainAll(used);
        used.removeAll(all);
        used.forEach(fresh -> all.add(placeOf(fresh, all), fresh));
        this.order = List.copyOf(all);
    }

    private static int placeOf(String fresh, List<String> all) {
        int last = -1;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).startsWith("Admin: ") == fresh.startsWith("Admin: ") && !isLast(all.get(i))) {
                last = i;
            }
        }
        return last + 1;
    }

    private static boolean isLast(String tag) {
        return List.of("Webhooks received", "Embedded platform only", "Documentation").contains(tag);
    }

    List<String> inOrder() {
        return order;
    }

    int orderOf(String path) {
        return order.indexOf(of(path));
    }

    static String of(String path) {
        String longest = CHAPTERS.keySet().stream()
                .filter(path::startsWith)
                .max((one, other) -> Integer.compare(one.length(), other.length()))
                .orElse("/");
        if (!longest.equals("/") || !path.startsWith(API)) {
            return CHAPTERS.get(longest);
        }
        boolean ofAdmins = path.startsWith(ADMIN);
        String word = path.substring(ofAdmins ? ADMIN.length() : API.length()).split("/")[0].replace('-', ' ');
        return ofAdmins ? "Admin: " + word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    static boolean isEmbedded(String path) {
        return path.startsWith("/demo/");
    }

    /** What an operation is called in clients: a verb and what it is about, from method and path. */
    static String operationId(String method, String path, boolean list) {
        var parts = new ArrayList<>(
                Arrays.stream(path.replaceFirst("^" + API, "/").split("/")).filter(part -> !part.isEmpty()).toList());
        boolean endsWithVariable = parts.getLast().startsWith("{");
        String word = parts.getLast();
        boolean action = method.equals("post") && !endsWithVariable && parts.size() > 1 && (!word.endsWith("s") || word.endsWith("ss"));
        if (action) {
            parts.removeLast();
        }
        var noun = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (!part.startsWith("{")) {
                boolean last = i + 1 == parts.size();
                boolean one = last ? method.equals("post") : parts.get(i + 1).startsWith("{");
                noun.append(camel(one ? singular(part) : part));
            }
        }
        String verb = action ? uncapitalized(camel(word)) : switch (method) {
            case "get" -> list && !endsWithVariable ? "list" : "get";
            case "post" -> endsWithVariable ? "post" : "create";
            case "put" -> "put";
            case "delete" -> "delete";
            default -> method;
        };
        return verb + noun;
    }

    private static String singular(String word) {
        return word.endsWith("ies") ? word.substring(0, word.length() - 3) + "y"
                : word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
    }

    private static String camel(String words) {
        var result = new StringBuilder();
        for (String word : words.split("[-.]")) {
            result.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return result.toString();
    }

    private static String uncapitalized(String word) {
        return Character.toLowerCase(word.charAt(0)) + word.substring(1);
    }
}
