package io.holdfast.payment.web;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.holdfast.payment.domain.OrderRequest;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.Samples;
import io.holdfast.payment.razorpay.RazorpayStandIn;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.bson.Document;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static io.holdfast.payment.web.PaymentsOverHttp.HOOK_SECRET;
import static io.holdfast.payment.web.PaymentsOverHttp.await;
import static io.holdfast.payment.web.PaymentsOverHttp.sign;
import static org.assertj.core.api.Assertions.assertThat;

/** Admins give money back, see what could not go back, and have it tried again. */
class AdminPaymentsTest {

    private static final PaymentsOverHttp http = PaymentsOverHttp.shared();
    private static final ServiceUnderTest service = http.service;
    private static final String EXPORT = "/api/v1/admin/payments/export.csv";

    private final PaymentId id = new PaymentId(UUID.randomUUID().toString(), 1);
    private final String orderId = RazorpayStandIn.orderIdOf(id.receipt());
    private final String paymentId = "pay_" + id.bookingId().replace("-", "");
    private final String refunds = "/api/v1/admin/payments/" + paymentId + "/refunds";

    @Test
    void refundIsTakenSentToTheProviderAndCounts() {
        paid();

        var answer = refund(100_000, "k1", "boss", "demo", "admin");

        assertThat(answer.status()).isEqualTo(202);
        JSONObject refund = new JSONObject(answer.text()).getJSONArray("refunds").getJSONObject(0);
        assertThat(refund.getString("reason")).isEqualTo("manual");
        assertThat(refund.getJSONObject("amount").getLong("amount")).isEqualTo(100_000);
        await(() -> payment().refunds().getFirst().refundId() != null);
        await(() -> service.typesSaid(id.bookingId()).contains("payment.refund-requested.v1"));
        assertThat(service.said(id.bookingId())).noneMatch(event -> event.data().contains("a gesture"));
    }

    @Test
    void sameKeyAndBodyIsOneRefundAndAnotherBodyIsRefused() {
        paid();

        assertThat(refund(10_000, "k1", "boss", "demo", "admin").status()).isEqualTo(202);
        assertThat(refund(10_000, "k1", "boss", "demo", "admin").status()).isEqualTo(202);
        var reused = refund(20_000, "k1", "boss", "demo", "admin");

        assertThat(reused.status()).isEqualTo(422);
        assertThat(new JSONObject(reused.text()).getString("code")).isEqualTo("idempotency-key-reused");
        assertThat(payment().refunds()).hasSize(1);
        assertThat(refund(10_000, "k1", "another", "demo", "admin").status()).isEqualTo(202);
        assertThat(payment().refunds()).hasSize(2);
    }

    @Test
    void neverMoreThanWhatIsLeft() {
        paid();
        assertThat(refund(100_000, "k1", "boss", "demo", "admin").status()).isEqualTo(202);

        var tooMuch = refund(50_001, "k2", "boss", "demo", "admin");

        assertThat(tooMuch.status()).isEqualTo(422);
        assertThat(new JSONObject(tooMuch.text()).getString("code")).isEqualTo("refund-exceeds-payment");
        assertThat(refund(50_000, "k3", "boss", "demo", "admin").status()).isEqualTo(202);
    }

    @Test
    void onlyAdminsOfTheTenant() {
        paid();

        assertThat(refund(1_000, "k1", "client-1", "demo", "client").status()).isEqualTo(403);
        assertThat(refund(1_000, "k1", "boss", "other", "admin").status()).isEqualTo(404);
        assertThat(service.guest().post(refunds, body(1_000)).status()).isEqualTo(401);
        assertThat(list("demo", "client", "").status()).isEqualTo(403);
        assertThat(payment().refunds()).isEmpty();
    }

    @Test
    void theProvidersLedgerIsReconciledByAdminsPageByPage() {
        paid();
        String ledger = "/api/v1/admin/payments/reconciliations";
        String all = "{\"from\":\"2026-11-01T00:00:00Z\",\"to\":\"2026-12-31T00:00:00Z\",\"skip\":%d}";

        var first = service.as("boss", "admin").post(ledger, all.formatted(0));
        assertThat(first.status()).isEqualTo(200);
        assertThat(new JSONObject(first.text()).getInt("orders")).isPositive();
        assertThat(new JSONObject(first.text()).getInt("lost")).isZero();
        assertThat(new JSONObject(service.as("boss", "admin").post(ledger, all.formatted(100)).text()).getInt("orders")).isZero();

        assertThat(service.as("client-1", "client").post(ledger, all.formatted(0)).status()).isEqualTo(403);
        assertThat(service.guest().post(ledger, all.formatted(0)).status()).isEqualTo(401);
        assertThat(service.as("boss", "admin").post(ledger, "{\"from\":\"2026-11-01T00:00:00Z\"}").status()).isEqualTo(400);
        var backwards = service.as("boss", "admin").post(ledger, all.formatted(0).replace("2026-12-31", "2026-10-31"));
        assertThat(backwards.status()).isEqualTo(400);
        assertThat(backwards.text()).contains("is before from");
        for (int skip : new int[] {-1, 1_000_001}) {
            assertThat(service.as("boss", "admin").post(ledger, all.formatted(skip)).expect(400).errorFields()).containsExactly("skip");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}",
        "{\"amount\":{\"amount\":0,\"currency\":\"INR\"},\"reason\":\"r\"}",
        "{\"amount\":{\"amount\":-5,\"currency\":\"INR\"},\"reason\":\"r\"}",
        "{\"amount\":{\"amount\":1.5,\"currency\":\"INR\"},\"reason\":\"r\"}",
        "{\"amount\":{\"amount\":100,\"currency\":\"rupees\"},\"reason\":\"r\"}",
        "{\"amount\":{\"amount\":100,\"currency\":\"USD\"},\"reason\":\"r\"}",
        "{\"amount\":{\"amount\":100,\"currency\":\"INR\"},\"reason\":\" \"}",
        "{\"amount\":100,\"reason\":\"r\"}"
    })
    void malformedRefundIsABadRequest(String body) {
        paid();

        var answer = service.as("boss", "admin").post(refunds, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(payment().refunds()).isEmpty();
    }

    @Test
    void whatFailedForGoodIsAlertedListedAndTriedAgain() {
        paid();
        double alerts = alerts();
        assertThat(refund(10_000, "k1", "boss", "demo", "admin").status()).isEqualTo(202);
        await(() -> payment().refunds().getFirst().refundId() != null);
        assertThat(retry().status()).isEqualTo(409);
        for (int i = 0; i < Samples.SCHEDULE.refundTries(); i++) {
            lastRefundFails();
        }

        assertThat(alerts()).isEqualTo(alerts + 1);
        assertThat(service.typesSaid(id.bookingId())).doesNotContain("payment.refunded.v1");
        assertThat(bookingsIn(list("demo", "admin", "?status=REFUND_FAILED&limit=100"))).contains(id.bookingId());
        assertThat(bookingsIn(list("demo", "admin", "?status=CAPTURED&limit=100"))).doesNotContain(id.bookingId());
        assertThat(bookingsIn(list("demo", "admin", "?page=2147483647&limit=100"))).isEmpty();
        assertThat(bookingsIn(list("other", "admin", "?limit=100"))).isEmpty();

        assertThat(retry().status()).isEqualTo(202);
        await(() -> payment().refunds().getLast().refundId() != null);
        assertThat(bookingsIn(list("demo", "admin", "?status=REFUND_FAILED&limit=100"))).doesNotContain(id.bookingId());
    }

    @Test
    void listAndExportAreNarrowedByDeadlineAndText() throws IOException {
        paid();
        Payment payment = payment();
        OrderRequest asked = payment.request();
        assertThat(asked).isNotNull();
        String both = asked.bookingNumber() + "%20" + id.bookingId();
        String day = asked.holdUntil().toString().substring(0, 10);
        String before = asked.holdUntil().minusSeconds(1).toString();
        String after = asked.holdUntil().plusSeconds(1).toString();
        String theirs = "&q=" + id.bookingId();

        for (String found : List.of(
                "q=" + paymentId, "q=" + orderId, "q=" + both, "from=" + day + "&to=" + day + theirs,
                "from=" + before + "&to=" + after + theirs, "status=CAPTURED&q=" + paymentId.substring(0, 20))) {
            assertThat(bookingsIn(list("demo", "admin", "?limit=100&" + found))).as(found).contains(id.bookingId());
            assertThat(rows("?" + found)).as(found).anyMatch(row -> row.get("bookingId").equals(id.bookingId()));
        }
        for (String missed : List.of(
                "q=pay_of_somebody_else", "from=" + after + theirs, "to=" + before + theirs, "from=2020-01-01&to=2020-12-31",
                "status=REFUNDED&q=" + paymentId)) {
            assertThat(bookingsIn(list("demo", "admin", "?limit=100&" + missed))).as(missed).doesNotContain(id.bookingId());
            assertThat(rows("?" + missed)).as(missed).noneMatch(row -> row.get("bookingId").equals(id.bookingId()));
        }
        service.as("boss", "admin").get(EXPORT + "?from=tomorrow").expect(400);
    }

    @Test
    void whoReadsOnByTheCursorMeetsEachPaymentOnceWhateverComesMeanwhile() {
        paid();
        Document one = service.mongo().getCollection("payments").find(new Document("_id", id.value())).first();
        assertThat(one).isNotNull();
        Instant until = Instant.parse("2026-12-01T09:00:00Z");
        // Three have the same deadline, and two none.
        List<Instant> deadlines = Arrays.asList(
                until, until, until, until.plusSeconds(60), until.minusSeconds(60), until.minusSeconds(120), null, null);
        for (int i = 0; i < deadlines.size(); i++) {
            service.mongo().getCollection("payments").insertOne(inLine(one, "line-" + i, deadlines.get(i)));
        }
        var read = new ArrayList<String>();
        JsonNode page = line("?limit=2");
        page.get("items").forEach(payment -> read.add(payment.get("bookingId").asString()));
        service.mongo().getCollection("payments").insertOne(inLine(one, "line-new", until.plusSeconds(120)));
        while (page.at("/pagination").has("next")) {
            page = line("?limit=2&after=" + page.at("/pagination/next").asString());
            page.get("items").forEach(payment -> read.add(payment.get("bookingId").asString()));
        }

        assertThat(read).containsExactly("line-3", "line-0", "line-1", "line-2", "line-4", "line-5", "line-6", "line-7");
        assertThat(page.at("/pagination/total").asInt()).isEqualTo(9);
        service.asOneOf("in-line", "boss", "admin").get("/api/v1/admin/payments?after=x").expect(400);
    }

    private static JsonNode line(String query) {
        return service.asOneOf("in-line", "boss", "admin").get("/api/v1/admin/payments" + query).expect(200).body();
    }

    private static Document inLine(Document one, String booking, @Nullable Instant until) {
        var copy = new Document(one)
                .append("_id", booking + ":1")
                .append("bookingId", booking)
                .append("tenantId", "in-line")
                .append("nextCallAt", null);
        if (until == null) {
            copy.remove("request");
        } else {
            copy.put("request", new Document(one.get("request", Document.class)).append("holdUntil", Date.from(until)));
        }
        return copy;
    }

    @ParameterizedTest
    @ValueSource(strings = {"?from=tomorrow", "?to=2026-13-01", "?zone=Moon", "?q=x",
            "?status=LOST", "?page=0", "?limit=0", "?limit=101", "?page=x"})
    void senselessListIsABadRequest(String query) {
        assertThat(list("demo", "admin", query).status()).isEqualTo(400);
    }

    @Test
    void aPaymentIsARowOfTheExport() throws IOException {
        paid();
        assertThat(refund(100_000, "k1", "boss", "demo", "admin").status()).isEqualTo(202);

        CSVRecord row = rowOf("");

        assertThat(row.get("status")).isEqualTo("REFUND_PENDING");
        assertThat(row.get("currency")).isEqualTo("INR");
        assertThat(row.get("amount")).isEqualTo("1500.00");
        assertThat(row.get("captured")).isEqualTo("1500.00");
        assertThat(row.get("refundsOnTheirWay")).isEqualTo("1000.00");
        assertThat(row.get("refunded")).isEqualTo("0.00");
        assertThat(row.get("paymentIds")).isEqualTo(paymentId);
        assertThat(row.get("refundReasons")).isEqualTo("manual");
        assertThat(rowOf("?status=REFUND_PENDING").get("orderId")).isEqualTo(orderId);
        assertThat(rows("?status=CAPTURED")).noneMatch(other -> other.get("bookingId").equals(id.bookingId()));
        service.as("boss", "admin").get(EXPORT + "?status=LOST").expect(400);
        service.as("asha", "client").get(EXPORT).expect(403);
        assertThat(service.asOneOf("other", "boss", "admin").get(EXPORT).expect(200).text()).hasLineCount(1);
    }

    @Test
    void eachPaymentIsInTheExportOnceHoweverManyHaveOneDeadline() throws IOException {
        paid();
        Document one = service.mongo().getCollection("payments").find(new Document("_id", id.value())).first();
        service.mongo().getCollection("payments").insertMany(IntStream.range(0, 900)
                .mapToObj(index -> new Document(one)
                        .append("_id", "crowd-" + index + ":1")
                        .append("bookingId", "crowd-" + index)
                        .append("tenantId", "crowd")
                        .append("nextCallAt", null))
                .toList());

        List<String> bookings = rows(service.asOneOf("crowd", "boss", "admin").get(EXPORT).expect(200)).stream()
                .map(row -> row.get("bookingId"))
                .toList();

        assertThat(bookings).hasSize(900).doesNotHaveDuplicates();
    }

    // ---- how

    private CSVRecord rowOf(String query) throws IOException {
        return rows(query).stream().filter(row -> row.get("bookingId").equals(id.bookingId())).findFirst().orElseThrow();
    }

    private static List<CSVRecord> rows(String query) throws IOException {
        return rows(service.as("boss", "admin").get(EXPORT + query).expect(200));
    }

    private static List<CSVRecord> rows(Answer answer) throws IOException {
        return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get()
                .parse(new StringReader(answer.text()))
                .getRecords();
    }

    private void paid() {
        http.ordered(id);
        String body = PaymentsOverHttp.webhook("payment.captured", paymentId, orderId, "captured", 150_000);
        assertThat(http.postWebhook(body, sign(body, HOOK_SECRET)).status()).isEqualTo(200);
    }

    private void lastRefundFails() {
        http.payments.decide(id, payment -> {
            Refund last = payment.refunds().getLast();
            return payment.apply(
                    new ProviderEvent.RefundSeen(orderId, new ProviderEvent.ProviderRefund(
                            last.refundId() == null ? "rfnd_" + last.attempt() + paymentId : last.refundId(),
                            paymentId, last.amount(), Refund.Status.FAILED, last.key(), "no balance")),
                    service.clock().instant());
        });
    }

    private static double alerts() {
        return service.bean(MeterRegistry.class).get("holdfast.payment.alerts").tag("kind", "refund-failed").counter().count();
    }

    private Answer refund(long amount, String key, String subject, String tenant, String role) {
        return service.asOneOf(tenant, subject, role).post(refunds, body(amount), "Idempotency-Key", key);
    }

    private Answer retry() {
        return service.as("boss", "admin").post(refunds + "/retry", "");
    }

    private static String body(long amount) {
        return new JSONObject()
                .put("amount", new JSONObject().put("amount", amount).put("currency", "INR"))
                .put("reason", "a gesture")
                .toString();
    }

    private static Answer list(String tenant, String role, String query) {
        return service.asOneOf(tenant, "boss", role).get("/api/v1/admin/payments" + query);
    }

    private static List<String> bookingsIn(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        var items = new JSONObject(answer.text()).getJSONArray("items");
        return IntStream.range(0, items.length())
                .mapToObj(i -> items.getJSONObject(i).getString("bookingId"))
                .toList();
    }

    private Payment payment() {
        return http.payments.find(id).orElseThrow();
    }
}
