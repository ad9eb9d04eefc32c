package io.holdfast.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.holdfast.endtoend.RawHttp.Answer;
import io.holdfast.endtoend.RawHttp.Request;
import io.holdfast.endtoend.RequestMutator.Call;
import io.holdfast.platform.Issuer.Person;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.Slots;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are wrong in one to three ways, made from right ones of the whole API by a generator: each is answered
 * with a success or with a problem of the caller's, in problem+json, with a request id. As a tenant of its own, so that
 * what happens to be right after all is in nobody's way.
 *
 * <p>{@code -Dholdfast.e2e.mutations=20000} makes more of them, {@code -Dholdfast.e2e.seed=7} others.
 */
@OnPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutatedRequestsTest {

    static final String TENANT = "mutants";

    private static final int HOW_MANY = Integer.getInteger("holdfast.e2e.mutations", 1_000);
    private static final long SEED = Long.getLong("holdfast.e2e.seed", 13);
    private static final int SHOWN = 25;
    private static final int AT_ONCE = 4;
    private static final String OFFERING = "mutable";
    private static final String PROFESSIONAL = "mutable-pro";

    private final Platform platform = Platform.running();
    private final RawHttp http = new RawHttp(platform.embedded.url());
    private final HoldfastApi anybody = HoldfastApi.at(platform.embedded.url());
    private final String admin = token("mutant-admin", "admin");
    private final String professional = token(PROFESSIONAL, "professional");
    private final String client = token("mutant-client", "client");

    @Test
    void whateverIsAskedIsAnsweredOrAProblemOfTheCallers() throws Exception {
        var mutator = new RequestMutator(SEED, calls());
        List<String> wrong = new ArrayList<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int sent = 0; sent < HOW_MANY && wrong.size() < SHOWN; sent += AT_ONCE) {
                var batch = new ArrayList<Callable<Outcome>>();
                for (int i = 0; i < AT_ONCE; i++) {
                    Request request = mutator.next();
                    batch.add(() -> outcomeOf(request));
                }
                for (Future<Outcome> done : senders.invokeAll(batch)) {
                    Outcome outcome = done.get();
                    statuses.merge(outcome.status(), 1, Integer::sum);
                    if (!outcome.mistakes().isEmpty()) {
                        wrong.add(outcome.mistakes() + "\n" + outcome.request() + "\n→ " + outcome.answer());
                    }
                }
            }
        }
        System.out.println("Answers to " + HOW_MANY + " mutated requests: " + statuses);
        assertThat(wrong).as("seed %d, answered %s", SEED, statuses).isEmpty();
        // A generator whose requests were all turned away at the door would show nothing.
        assertThat(statuses).containsKeys(200, 400, 401, 404, 405, 406, 415);
        anybody.get("/api/v1/offerings").expect(200);
    }

    private record Outcome(Request request, int status, String answer, List<String> mistakes) {}

    private Outcome outcomeOf(Request request) {
        try {
            Answer answer = http.send(request);
            return new Outcome(request, answer.status(), shown(answer), mistakesIn(request, answer));
        } catch (IOException | RuntimeException e) {
            return new Outcome(request, 0, "", List.of("no answer: " + e));
        }
    }

    private static List<String> mistakesIn(Request request, Answer answer) {
        var mistakes = new ArrayList<String>();
        if (answer.status() >= 500) {
            mistakes.add("status " + answer.status());
        }
        if (answer.all("X-Request-Id").size() != 1) {
            mistakes.add("request ids " + answer.all("X-Request-Id"));
        }
        if (answer.status() >= 300 && answer.status() != 304) {
            if (!answer.first("Content-Type").startsWith("application/problem+json")) {
                mistakes.add("content type " + answer.first("Content-Type"));
            } else if (!request.method().equals("HEAD")) {
                problemIn(answer, mistakes);
            }
        }
        return mistakes;
    }

    private static void problemIn(Answer answer, List<String> mistakes) {
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        if (problem.path("status").asInt() != answer.status()
                || problem.path("title").asString("").isEmpty()
                || !problem.path("type").asString("").equals("/problems/" + problem.path("code").asString(""))) {
            mistakes.add("no problem");
        }
        if (answer.body().length() > 50_000) {
            mistakes.add(answer.body().length() + " bytes");
        }
        for (String inside : List.of("Exception", "io.holdfast", "springframework", "apache", "java.", "<html", "127.0.0.1:")) {
            if (answer.body().contains(inside)) {
                mistakes.add("says " + inside);
            }
        }
    }

    private static String shown(Answer answer) {
        String text = answer.status() + " " + answer.headers() + " " + answer.body();
        return text.length() <= 1_000 ? text : text.substring(0, 1_000) + "…";
    }

    // ---- what is right

    private List<Call> calls() {
        plant();
        Slot slot = new Slots(anybodyOfTheTenant(), () -> platform.embedded.clock().instant().atZone(ZoneOffset.UTC).toLocalDate())
                .free(PROFESSIONAL, OFFERING);
        Slot held = slot;
        JsonNode booking = anybody.post(
                        "/api/v1/bookings", guest(held.start()), "Prefer", "wait=20", "Holdfast-Tenant", TENANT)
                .expect(201)
                .body();
        String id = booking.get("id").asString();
        String month = YearMonth.from(slot.day()).toString();
        String bookings = "/api/v1/bookings";
        String mine = bookings + "/" + id;
        String pro = "/api/v1/professionals/" + PROFESSIONAL;
        var calls = new ArrayList<Call>();

        get(calls, "/api/v1/offerings", null, "page", "1", "limit", "20");
        get(calls, "/api/v1/offerings/" + OFFERING, null);
        get(calls, "/api/v1/professionals", null, "offeringId", OFFERING, "page", "1", "limit", "5");
        get(calls, pro, null);
        get(calls, pro + "/available-dates", null, "offeringId", OFFERING, "month", month, "duration", "60");
        get(calls, pro + "/availability", null, "offeringId", OFFERING, "date", slot.day().toString(), "duration", "60",
                "zone", "Asia/Tokyo");
        get(calls, pro + "/availability/explain", null, "offeringId", OFFERING, "start", slot.start(), "duration", "60");
        get(calls, pro + "/availability/stream", null, "offeringId", OFFERING, "date", slot.day().toString());
        get(calls, "/api/v1/availability", null, "offeringId", OFFERING, "date", slot.day().toString());
        get(calls, "/api/v1/available-dates", null, "offeringId", OFFERING, "month", month);

        post(calls, bookings, client, request(slot.start()));
        post(calls, bookings, null, guest(slot.start()));
        get(calls, bookings, client, "status", "CONFIRMED", "from", "2026-01-01", "to", "2026-12-31", "page", "1", "limit", "10");
        for (String what : List.of("", "/timeline", "/cancellation-quote", "/calendar.ics", "/receipt.pdf", "/stream")) {
            get(calls, mine + what, admin);
        }
        calls.add(call("PATCH", mine, admin, Map.of("language", "en", "notes", "n", "client", Map.of("name", "Asha Rao"))));
        post(calls, mine + "/release", null, null);
        post(calls, mine + "/cancel", client, Map.of("reason", "r", "refundPercentage", 50));
        post(calls, mine + "/reschedule", client, Map.of("start", slot.start(), "reason", "r", "professionalId", PROFESSIONAL));
        post(calls, mine + "/confirm", client, null);
        post(calls, mine + "/decline", client, Map.of("reason", "r"));
        post(calls, mine + "/no-show", client, Map.of("reason", "r"));
        post(calls, mine + "/complete", client, null);
        post(calls, mine + "/review", client, Map.of("rating", 5, "text", "t"));

        post(calls, "/api/v1/payments/verify", null, Map.of(
                "razorpay_order_id", "order_x", "razorpay_payment_id", "pay_x", "razorpay_signature", "00"));
        post(calls, "/api/v1/webhooks/razorpay", null, Map.of("event", "payment.captured", "payload", Map.of("payment", Map.of())));
        get(calls, "/api/v1/payments", admin, "bookingId", id);

        String me = "/api/v1/professionals/me";
        get(calls, me, professional);
        get(calls, me + "/schedule", professional);
        calls.add(call("PUT", me + "/schedule", professional, anybody.with(professional).get(me + "/schedule").expect(200).body()));
        calls.add(call("PUT", me, professional, anybody.with(professional).get(me).expect(200).body()));
        get(calls, me + "/agenda", professional, "from", slot.day().toString(), "to", slot.day().toString());
        post(calls, me + "/blocks", professional, Map.of("start", slot.start(), "end", slot.start(), "note", "n"));
        calls.add(call("DELETE", me + "/blocks/none", professional, null));
        get(calls, me + "/proposals", professional);
        get(calls, "/api/v1/feeds/secret.ics", null);
        post(calls, "/api/v1/waitlist", client, Map.of("offeringId", OFFERING, "date", slot.day().toString()));

        String administration = "/api/v1/admin";
        get(calls, administration + "/bookings", admin, "status", "CONFIRMED", "startDate", "2026-01-01", "endDate", "2026-12-31",
                "page", "1", "limit", "100", "archived", "false", "zone", "Asia/Kolkata");
        get(calls, administration + "/stats", admin);
        post(calls, administration + "/bookings", admin, guest(slot.start()));
        calls.add(call("PUT", administration + "/bookings/" + id + "/status", admin, Map.of("status", "COMPLETED", "reason", "r")));
        get(calls, administration + "/analytics", admin, "month", "12", "year", "2026");
        post(calls, administration + "/analytics/rebuild", admin, null);
        get(calls, administration + "/analytics/rebuild", admin);
        get(calls, administration + "/reports/2026-12.pdf", admin);
        get(calls, administration + "/system-health", admin);
        get(calls, administration + "/bookings/export.csv", admin, "status", "CONFIRMED", "startDate", "2026-01-01", "endDate",
                "2026-12-31", "archived", "false", "zone", "Asia/Kolkata");
        get(calls, administration + "/payments/export.csv", admin, "status", "CAPTURED");
        get(calls, administration + "/payments", admin, "status", "CAPTURED", "page", "1", "limit", "10");
        post(calls, administration + "/payments/pay_x/refunds", admin, Map.of(
                "amount", Map.of("amount", 100, "currency", "INR"), "reason", "r"));
        post(calls, administration + "/payments/pay_x/refunds/retry", admin, null);
        get(calls, administration + "/professionals/" + PROFESSIONAL, admin);
        post(calls, administration + "/professionals", admin, registration("another-pro"));
        calls.add(call("PUT", administration + "/professionals/another-pro", admin, registration("another-pro")));
        post(calls, administration + "/offerings", admin, offering("another"));
        calls.add(call("PUT", administration + "/offerings/another", admin, offering("another")));
        get(calls, administration + "/dead-letters", admin, "page", "1");
        get(calls, administration + "/events", admin, "after", "x", "types", "booking.confirmed");
        get(calls, administration + "/webhooks", admin, "page", "1");
        post(calls, administration + "/webhooks/none/replay", admin, Map.of("after", "oldest"));

        get(calls, "/openapi.json", null);
        get(calls, "/asyncapi.json", null);
        get(calls, "/demo/tokens/client", null);
        get(calls, "/demo/mailbox", client, "to", "nobody@example.com");
        get(calls, "/demo/clock", client);
        // Nothing that would move it: others go by that clock.
        post(calls, "/demo/clock", null, Map.of("advance", "PT0S"));
        post(calls, "/demo/checkout", client, Map.of("orderId", "order_x", "outcome", "dismiss", "webhook", "none"));
        get(calls, "/actuator/health", null);
        get(calls, "/nothing/here", client);
        return calls;
    }

    private void plant() {
        HoldfastApi administrator = anybody.with(admin);
        administrator.put("/api/v1/admin/offerings/" + OFFERING, offering(OFFERING)).expect(200);
        int registered = administrator
                .put("/api/v1/admin/professionals/" + PROFESSIONAL, registration(PROFESSIONAL))
                .status();
        assertThat(registered).isBetween(200, 201);
        YearMonth month = YearMonth.from(platform.embedded.clock().instant().atZone(ZoneOffset.UTC));
        Eventually.see(
                "everybody has heard of them",
                () -> anybody.get(
                                "/api/v1/professionals/" + PROFESSIONAL + "/available-dates?offeringId=" + OFFERING + "&month=" + month,
                                "Holdfast-Tenant", TENANT)
                        .status(),
                status -> status == 200);
        Eventually.see(
                "booking-service has heard of them",
                () -> anybody.post(
                                "/api/v1/bookings", guest(inThreeDays()), "Holdfast-Tenant", TENANT)
                        .body().path("code").asString(""),
                code -> !code.contains("unknown"));
    }

    private String inThreeDays() {
        return platform.embedded.clock().instant().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.HOURS).toString();
    }

    private HoldfastApi anybodyOfTheTenant() {
        // Free times are shown to everybody; whoever has a token is shown those of their own tenant.
        return anybody.with(client);
    }

    private static Map<String, Object> offering(String id) {
        return Map.of(
                "id", id, "name", "Mutable", "description", "d", "durations", List.of(60), "confirmation", "INSTANT",
                "price", Map.of("amount", 10_000, "currency", "INR"), "capacity", 1,
                "rules", Map.of("minNoticeMinutes", 60, "holdMinutes", 15),
                "intakeFields", List.of(Map.of("name", "birthDate", "label", "Birth date", "type", "date", "required", false)));
    }

    private static Map<String, Object> registration(String id) {
        return Map.of(
                "id", id, "displayName", "Mutable Pro", "email", "pro@example.com", "phone", "+919812345678",
                "avatarUrl", "https://example.com/a.png", "category", "c", "zone", "Asia/Kolkata",
                "hourlyRate", Map.of("amount", 10_000, "currency", "INR"), "languages", List.of("en"),
                "offeringIds", List.of(OFFERING));
    }

    private static Map<String, Object> request(String start) {
        var body = new LinkedHashMap<String, Object>();
        body.put("offeringId", OFFERING);
        body.put("mode", "DIRECT");
        body.put("professionalId", PROFESSIONAL);
        body.put("start", start);
        body.put("duration", 60);
        body.put("language", "en");
        body.put("displayZone", "Asia/Kolkata");
        body.put("notes", "n");
        body.put("recipient", Map.of("name", "Ravi Rao", "phone", "+919812345678"));
        body.put("address", Map.of("street", "1 Long Street", "city", "Pune", "building", "b", "apartment", "a"));
        body.put("intake", Map.of("birthDate", "1990-01-01"));
        return body;
    }

    private static Map<String, Object> guest(String start) {
        Map<String, Object> body = request(start);
        body.put("client", HoldfastApi.guest("Gita Guest", Platform.freshEmail()));
        return body;
    }

    private String token(String subject, String role) {
        return platform.embedded.issuer().tokenFor(
                new Person(subject, TENANT, List.of(role), "Mia Mutant", subject + "@example.com", "+919812345678"));
    }

    private static void get(List<Call> calls, String path, String token, String... query) {
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < query.length; i += 2) {
            parameters.put(query[i], query[i + 1]);
        }
        calls.add(new Call("GET", path, parameters, null, token));
    }

    private static void post(List<Call> calls, String path, String token, Object body) {
        calls.add(call("POST", path, token, body));
    }

    private static Call call(String method, String path, String token, Object body) {
        return new Call(method, path, Map.of(), body == null ? null : JsonMapper.shared().writeValueAsString(body), token);
    }
}
