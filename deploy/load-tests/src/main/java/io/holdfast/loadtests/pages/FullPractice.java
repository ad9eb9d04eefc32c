package io.holdfast.loadtests.pages;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import tools.jackson.databind.json.JsonMapper;

/** A practice of many professionals with a year of bookings behind it, and what is looked at there. */
final class FullPractice {

    private static final String PERSON = "dr-sarah-khan";
    private static final String NAME = "Dr. Sarah Khan";
    private static final String PERSONS_TOKEN = "professional";
    private static final int PROFESSIONALS = 50;
    private static final int A_PAGE_OF_THE_TABLE = 25;
    private static final Pattern BOOKING = Pattern.compile("href=\"/(?:pro|admin)/bookings/[0-9a-f-]{36}\"");
    /** The business's and the professional's. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    private final List<String> professionals;
    private final Instant now;
    private int inView;
    private String common = "";

    private FullPractice(List<String> professionals, Instant now) {
        this.professionals = professionals;
        this.now = now;
    }

    /** A page that is looked at, and by whom. @param shows how many bookings it has at least */
    record Look(String about, String person, String address, int shows) {}

    /** Takes on as many professionals as a day of all of them has columns. @param token of an admin */
    static FullPractice hire(URI platform, String token) throws IOException, InterruptedException {
        List<String> names = IntStream.range(0, PROFESSIONALS).mapToObj("dr-%02d"::formatted).toList();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String name : names) {
                String body = JsonMapper.shared().writeValueAsString(Map.of(
                        "displayName", name, "email", name + "@holdfast.example", "category", "Therapist", "hourlyRate",
                        Map.of("amount", 90_000, "currency", "INR"), "zone", ZONE.getId(), "languages", List.of("en"), "offeringIds",
                        List.of("consultation-60")));
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(platform.resolve("/api/v1/admin/professionals/" + name))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 201) {
                    throw new IllegalStateException(answer.statusCode() + " " + answer.body());
                }
            }
            HttpResponse<String> clock = http.send(
                    HttpRequest.newBuilder(platform.resolve("/demo/clock")).build(), HttpResponse.BodyHandlers.ofString());
            return new FullPractice(names, Instant.parse(JsonMapper.shared().readTree(clock.body()).get("now").asString()));
        }
    }

    /** @param home of the same platform, which is not running any more @return what there is now, in a sentence */
    String fill(Path home, int stored, int bookingsInView) {
        inView = bookingsInView;
        try (ManyBookings many = ManyBookings.in(home)) {
            many.month(PERSON, NAME, month().atDay(1), ZONE, inView);
            many.day(professionals, day(), ZONE, inView);
            common = many.someFirstName();
            many.past(now, Math.max(0, stored - 2 * inView));
            return many.finish() + "; of the copies nothing is stored but what calendars and tables read: no payments, no mails";
        }
    }

    private YearMonth month() {
        return YearMonth.from(now.atZone(ZONE)).plusMonths(2);
    }

    private LocalDate day() {
        return month().plusMonths(1).atDay(15);
    }

    List<Look> looks() {
        String table = "/admin/bookings";
        return List.of(
                new Look("a professional's month with %,d bookings".formatted(inView), PERSONS_TOKEN,
                        "/pro/calendar?view=month&date=" + month().atDay(1), inView),
                new Look("a professional's week of that month", PERSONS_TOKEN, "/pro/calendar?view=week&date=" + month().atDay(10), 1),
                new Look("a day of %d professionals with %,d bookings".formatted(PROFESSIONALS, inView), "admin",
                        "/admin/calendar?date=" + day(), inView),
                new Look("the table", "admin", table, A_PAGE_OF_THE_TABLE),
                new Look("the table, completed ones", "admin", table + "?status=COMPLETED", A_PAGE_OF_THE_TABLE),
                new Look("the table, one professional's", "admin", table + "?professional=" + PERSON, A_PAGE_OF_THE_TABLE),
                new Look("the table, by a number", "admin", table + "?q=" + ManyBookings.numberOf(1), 1),
                new Look("the table, by a common name", "admin", table + "?q=" + common, A_PAGE_OF_THE_TABLE),
                new Look("the table, a quarter of a year", "admin",
                        table + "?from=" + today().minusDays(200) + "&to=" + today().minusDays(110), A_PAGE_OF_THE_TABLE));
    }

    private LocalDate today() {
        return now.atZone(ZONE).toLocalDate();
    }

    /** Links to bookings, each of which a calendar's entry or a row of a table has once. */
    static int bookingsIn(String page) {
        return (int) BOOKING.matcher(page).results().count();
    }
}
