package io.holdfast.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.holdfast.platform.Issuer.Person;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A week of a practice that people go to, so that the first look at an empty platform is not one at empty pages: guests who have
 * booked, paid, come, stayed away, cancelled and reviewed, all by the public API and the saga. Of that some is past, and nobody can
 * book in the past: the platform's clock begins a few days back, goes from evening to evening, and is at real time before
 * anybody is told that the platform is ready. It happens once, at the first start of an empty home.
 */
final class DemoWeek {

    private static final int SOME_AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LocalTime BEGIN = LocalTime.of(5, 0);
    /** By UTC; everybody's working day is over by then. */
    private static final LocalTime EVENING = LocalTime.of(23, 30);
    private static final String BOOKINGS = "/api/v1/bookings/";
    private static final String PROPOSALS = "/api/v1/professionals/me/proposals";
    private static final String STATUS = "status";
    private static final Set<String> PAST = Set.of("COMPLETED", "NO_SHOW", "CANCELLED", "EXPIRED", "DECLINED", "REJECTED");

    private final JsonMapper json = JsonMapper.shared();
    private final JsonNode week = read();
    private final Api api;
    private final Issuer issuer;
    private final PlatformClock clock;
    private final LocalDate today;

    /**
     * Somebody's visit that was asked for.
     *
     * @param plan what is to become of it
     */
    private record Visit(JsonNode plan, String id, String manageToken) {}

    DemoWeek(Api api, Issuer issuer, PlatformClock clock) {
        this.api = api;
        this.issuer = issuer;
        this.clock = clock;
        this.today = LocalDate.ofInstant(clock.instant().minus(clock.offset()), ZoneOffset.UTC);
    }

    /** How long before now time has to begin. */
    static Duration before(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        int first = days(read()).stream().min(Integer::compare).orElse(0) - 1;
        return Duration.between(workday(today, first).atTime(BEGIN).toInstant(ZoneOffset.UTC), now);
    }

    /** Lets the week happen. @throws RuntimeException when something of it cannot be had; what has happened stays */
    void happen() {
        try (ExecutorService some = Executors.newFixedThreadPool(SOME_AT_ONCE)) {
            List<Integer> past = days(week).stream().filter(day -> day < 0).sorted().toList();
            var open = new ArrayList<Visit>(ask(some, past.getFirst() - 1));
            for (int day : past) {
                clock.advanceTo(workday(today, day).atTime(EVENING).toInstant(ZoneOffset.UTC));
                List<Visit> over = open.stream().filter(visit -> visit.plan().get("day").asInt() == day).toList();
                all(some, over, this::end);
                open.removeAll(over);
                open.addAll(ask(some, day));
            }
            clock.catchUp();
            ask(some, 0);
        }
    }

    private static List<Integer> days(JsonNode week) {
        return week.get("visits").valueStream().map(visit -> visit.get("day").asInt()).distinct().toList();
    }

    /** So many working days from a date: the date itself, or where nobody works then the next on which somebody does, is 0. */
    static LocalDate workday(LocalDate from, int days) {
        LocalDate day = from;
        while (isWeekend(day)) {
            day = day.plusDays(1);
        }
        int step = Integer.signum(days);
        for (int left = Math.abs(days); left > 0;) {
            day = day.plusDays(step);
            if (!isWeekend(day)) {
                left--;
            }
        }
        return day;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** Everybody who asks on that day. */
    private List<Visit> ask(ExecutorService some, int day) {
        List<JsonNode> plans = week.get("visits").valueStream().filter(plan -> plan.get("asked").asInt() == day).toList();
        var asked = new ArrayList<Visit>();
        for (Future<Visit> visit : plans.stream().map(plan -> some.submit(() -> ask(plan))).toList()) {
            asked.add(EmbeddedPlatform.result(visit));
        }
        return asked;
    }

    private static void all(ExecutorService some, List<Visit> visits, Consumer<Visit> what) {
        for (Future<?> done : visits.stream().map(visit -> some.submit(() -> what.accept(visit))).toList()) {
            EmbeddedPlatform.result(done);
        }
    }

    /** Asks, pays where something is owed, and comes as far as one does before the day. */
    private Visit ask(JsonNode plan) {
        JsonNode booking = post("/api/v1/bookings", null, "", request(plan));
        var visit = new Visit(plan, booking.get("id").asString(), booking.get("manageToken").asString());
        String then = plan.get("then").asString();
        if (!then.equals("unpaid") && booking.at("/price/final/amount").asLong() > 0) {
            String order = awaitFact("the order of " + visit.id(), () -> {
                String made = booking(visit).at("/payment/orderId").asString("");
                return made.isEmpty() ? null : made;
            });
            post("/demo/checkout", null, "", Map.of("orderId", order, "outcome", "success"));
        }
        switch (then) {
            case "unpaid" -> { }
            case "asked" -> await(visit, Set.of("PENDING_CONFIRMATION"));
            case "cancelled" -> {
                await(visit, Set.of("CONFIRMED"));
                post(BOOKINGS + visit.id() + "/cancel", null, visit.manageToken(), Map.of("reason", plan.get("text").asString()));
            }
            case "found" -> {
                await(visit, Set.of("PENDING_MATCH"));
                accept(visit, plan.get("by").asString());
            }
            case "confirmed" -> {
                await(visit, Set.of("PENDING_CONFIRMATION"));
                post(BOOKINGS + visit.id() + "/confirm", issuer.tokenFor(People.ADMIN), "", Map.of());
                await(visit, Set.of("CONFIRMED"));
            }
            default -> await(visit, Set.of("CONFIRMED"));
        }
        return visit;
    }

    private Map<String, Object> request(JsonNode plan) {
        JsonNode guest = week.get("guests").get(plan.get("guest").asString());
        var body = new LinkedHashMap<String, Object>();
        body.put("offeringId", plan.get("offering").asString());
        if (plan.has("address")) {
            body.put("mode", "MATCH");
            body.put("address", plan.get("address"));
            body.put("match", Map.of("professionalId", plan.get("by").asString()));
        } else {
            body.put("professionalId", plan.get("by").asString());
        }
        body.put("start", start(plan).toString());
        body.put("duration", plan.get("minutes").asInt());
        body.put("client", Map.of(
                "name", guest.get("name").asString(), "email", guest.get("email").asString(), "phone", guest.get("phone").asString()));
        body.put("language", guest.get("language").asString());
        body.put("displayZone", guest.get("zone").asString());
        if (plan.has("notes")) {
            body.put("notes", plan.get("notes").asString());
        }
        return body;
    }

    /** By the professional's clock. */
    private Instant start(JsonNode plan) {
        JsonNode professional = json.readTree(
                api.send(api.to("/api/v1/professionals/" + plan.get("by").asString(), null).build()).body());
        return workday(today, plan.get("day").asInt())
                .atTime(LocalTime.parse(plan.get("time").asString()))
                .atZone(ZoneId.of(professional.get("zone").asString()))
                .toInstant();
    }

    /** The professional who was wished for takes it. */
    private void accept(Visit visit, String professional) {
        String token = issuer.tokenFor(new Person(
                professional, People.TENANT, List.of("professional"), professional, professional + "@holdfast.example", null));
        String proposal = awaitFact(
                "the proposal to " + professional,
                () -> get(PROPOSALS + "?status=PENDING&limit=100", token)
                        .path("items")
                        .valueStream()
                        .map(one -> one.get("id").asString())
                        .filter(id -> id.startsWith(visit.id() + "."))
                        .findFirst()
                        .orElse(null));
        post(PROPOSALS + "/" + proposal + "/accept", token, "", Map.of());
        await(visit, Set.of("CONFIRMED"));
    }

    /** In the evening: they came or did not, and said how it was. */
    private void end(Visit visit) {
        await(visit, PAST);
        JsonNode plan = visit.plan();
        if (plan.get("then").asString().equals("missed")) {
            post(BOOKINGS + visit.id() + "/no-show", issuer.tokenFor(People.ADMIN), "", Map.of());
        } else if (plan.has("stars")) {
            var review = new LinkedHashMap<String, Object>(Map.of("rating", plan.get("stars").asInt()));
            if (plan.has("text")) {
                review.put("text", plan.get("text").asString());
            }
            post(BOOKINGS + visit.id() + "/review", null, visit.manageToken(), review);
        }
    }

    private void await(Visit visit, Set<String> statuses) {
        awaitFact(
                visit.id() + " becomes " + statuses,
                () -> statuses.contains(booking(visit).path(STATUS).asString("")) ? visit.id() : null);
    }

    private JsonNode booking(Visit visit) {
        HttpRequest.Builder request = api.to(BOOKINGS + visit.id(), null).header("Holdfast-Manage-Token", visit.manageToken());
        return json.readTree(api.send(request.build()).body());
    }

    private static String awaitFact(String what, Supplier<@Nullable String> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String seen = look.get();
        while (seen == null) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("In vain waited for: " + what);
            }
            Api.pause();
            seen = look.get();
        }
        return seen;
    }

    private JsonNode get(String path, String token) {
        return json.readTree(api.send(api.to(path, token).build()).body());
    }

    private JsonNode post(String path, @Nullable String token, String manageToken, Object body) {
        HttpRequest.Builder request = api.to(path, token)
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=20")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        if (!manageToken.isEmpty()) {
            request.header("Holdfast-Manage-Token", manageToken);
        }
        HttpResponse<String> answer = api.send(request.build());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(DemoWeek.class.getResourceAsStream("/all-in-one/week.json"))) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
