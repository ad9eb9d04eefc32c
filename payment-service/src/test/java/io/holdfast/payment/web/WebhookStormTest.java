package io.holdfast.payment.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentStatus;
import org.bson.Document;
import org.junit.jupiter.api.Test;

import static io.holdfast.payment.web.PaymentsOverHttp.HOOK_SECRET;
import static io.holdfast.payment.web.PaymentsOverHttp.OLD_HOOK_SECRET;
import static io.holdfast.payment.web.PaymentsOverHttp.sign;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Forged, mutated, truncated and replayed webhooks, all at once and mixed with valid ones: only the valid ones count,
 * and nobody is ever told that we broke.
 *
 * <p>{@code -Dholdfast.storm.webhooks=20000} is the full storm; {@code -Dholdfast.storm.seed=…} repeats one.
 */
class WebhookStormTest {

    private static final int WEBHOOKS = Integer.getInteger("holdfast.storm.webhooks", 2_000);
    private static final long SEED = Long.getLong("holdfast.storm.seed", new Random().nextLong(1_000_000));
    private static final int AT_ONCE = 16;
    private static final int PAID = 24;
    private static final PaymentsOverHttp http = PaymentsOverHttp.shared();

    /** What comes, and how it must be answered. */
    private enum Kind {
        VALID(200), REPLAYED(200), UNSIGNED(400), FORGED(400), OTHER_SECRET(400), MUTATED(400), TRUNCATED(400),
        OTHERS_SIGNATURE(400), NO_TEXT(400), EMPTY(400), OVERSIZED(413), CUT_OFF(0);

        final int answer;

        Kind(int answer) {
            this.answer = answer;
        }
    }

    private record Sent(Kind kind, Callable<Integer> request) {}

    private final Random random = new Random(SEED);
    private final List<Payment> toBePaid = new ArrayList<>();
    private final List<Payment> neverPaid = new ArrayList<>();

    @Test
    void onlyValidWebhooksCountAndNothingIsEverAServerError() throws Exception {
        for (int i = 0; i < PAID; i++) {
            toBePaid.add(http.ordered(new PaymentId(UUID.randomUUID().toString(), 1)));
            neverPaid.add(http.ordered(new PaymentId(UUID.randomUUID().toString(), 1)));
        }
        List<Document> before = neverPaid.stream().map(WebhookStormTest::stored).toList();
        long payments = http.count("payments");
        long orders = http.count("orders");
        long kept = http.count("webhooks_unmatched");

        var storm = new ArrayList<Sent>();
        toBePaid.forEach(payment -> storm.add(valid(payment, Kind.VALID, HOOK_SECRET)));
        while (storm.size() < WEBHOOKS) {
            storm.add(evil());
        }
        Collections.shuffle(storm, random);
        Map<Kind, Map<Integer, Integer>> answers = send(storm);
        System.out.println("WebhookStormTest: seed " + SEED + ", " + WEBHOOKS + " webhooks, answers by kind " + answers);

        assertThat(answers.values().stream().flatMap(byStatus -> byStatus.keySet().stream())).allMatch(status -> status < 500);
        answers.forEach((kind, byStatus) -> {
            if (kind != Kind.CUT_OFF) {
                assertThat(byStatus.keySet()).as("%s", kind).containsOnly(kind.answer);
            }
        });
        assertThat(neverPaid.stream().map(WebhookStormTest::stored).toList()).isEqualTo(before);
        assertThat(http.count("payments")).isEqualTo(payments);
        assertThat(http.count("orders")).isEqualTo(orders);
        assertThat(http.count("webhooks_unmatched")).isEqualTo(kept);
        for (Payment payment : toBePaid) {
            Payment now = http.payments.find(payment.id()).orElseThrow();
            assertThat(now.status()).isEqualTo(PaymentStatus.CAPTURED);
            assertThat(now.captures()).hasSize(1);
            assertThat(now.refunds()).isEmpty();
            PaymentsOverHttp.await(() -> http.service.typesSaid(payment.id().bookingId()).contains("payment.captured.v1"));
            assertThat(http.service.typesSaid(payment.id().bookingId())).containsExactly("payment.order-created.v1", "payment.captured.v1");
        }
    }

    private static Document stored(Payment payment) {
        return http.service.mongo().findById(payment.id().value(), Document.class, "payments");
    }

    private static Map<Kind, Map<Integer, Integer>> send(List<Sent> storm) throws Exception {
        var answers = new EnumMap<Kind, Map<Integer, Integer>>(Kind.class);
        try (var senders = Executors.newFixedThreadPool(AT_ONCE)) {
            var pending = new ArrayList<Future<Integer>>();
            storm.forEach(sent -> pending.add(senders.submit(sent.request())));
            for (int i = 0; i < storm.size(); i++) {
                answers.computeIfAbsent(storm.get(i).kind(), kind -> new TreeMap<>())
                        .merge(pending.get(i).get(), 1, Integer::sum);
            }
        }
        return answers;
    }

    private Sent valid(Payment payment, Kind kind, String secret) {
        byte[] body = captured(payment);
        String signature = sign(body, secret);
        return new Sent(kind, () -> http.postWebhook(body, signature).status());
    }

    private Sent evil() {
        // Oversized ones are few: each is megabytes.
        var kinds = Stream.of(Kind.values()).filter(kind -> kind != Kind.VALID && kind != Kind.OVERSIZED).toList();
        Kind kind = random.nextInt(400) == 0 ? Kind.OVERSIZED : kinds.get(random.nextInt(kinds.size()));
        Payment victim = neverPaid.get(random.nextInt(PAID));
        byte[] body = captured(victim);
        String signature = sign(body, HOOK_SECRET);
        return switch (kind) {
            // The same facts as the valid one, sometimes before it, and signed with either secret.
            case REPLAYED -> valid(toBePaid.get(random.nextInt(PAID)), Kind.REPLAYED, random.nextBoolean() ? HOOK_SECRET : OLD_HOOK_SECRET);
            case UNSIGNED -> sent(kind, body, null);
            case FORGED -> sent(kind, body, hex(random.nextInt(2, 130)));
            case OTHER_SECRET -> sent(kind, body, sign(body, random.nextBoolean() ? PaymentsOverHttp.KEY_SECRET : "guessed"));
            case MUTATED -> sent(kind, mutated(body), signature);
            case TRUNCATED -> sent(kind, Arrays.copyOf(body, random.nextInt(1, body.length)), signature);
            case OTHERS_SIGNATURE -> sent(kind, body, sign(captured(toBePaid.get(0)), HOOK_SECRET));
            case NO_TEXT -> {
                byte[] noText = body.clone();
                noText[random.nextInt(noText.length)] = (byte) 0xff;
                yield sent(kind, noText, sign(noText, HOOK_SECRET));
            }
            case EMPTY -> sent(kind, new byte[0], signature);
            case OVERSIZED -> sent(kind, new byte[3 << 20], signature);
            case CUT_OFF -> new Sent(kind, () -> cutOff(body, signature));
            case VALID -> throw new IllegalStateException("Valid ones are not evil");
        };
    }

    private Sent sent(Kind kind, byte[] body, String signature) {
        return new Sent(kind, () -> http.postWebhook(body, signature).status());
    }

    private byte[] mutated(byte[] body) {
        byte[] mutated = body.clone();
        int at = random.nextInt(mutated.length);
        mutated[at] = (byte) (mutated[at] ^ (1 << random.nextInt(7)));
        return mutated;
    }

    /** Says that more is to come than comes. */
    private static int cutOff(byte[] body, String signature) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), http.service.port())) {
            var out = socket.getOutputStream();
            out.write(("POST /api/v1/webhooks/razorpay HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "X-Razorpay-Signature: " + signature + "\r\nContent-Length: " + (body.length + 100) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            socket.shutdownOutput();
            String status = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
            return status == null ? 0 : Integer.parseInt(status.split(" ")[1]);
        }
    }

    private static byte[] captured(Payment payment) {
        String orderId = payment.order().orderId();
        return PaymentsOverHttp.webhook("payment.captured", "pay_" + orderId.substring(6), orderId, "captured", 150_000)
                .getBytes(StandardCharsets.UTF_8);
    }

    private String hex(int length) {
        var hex = new StringBuilder();
        for (int i = 0; i < length; i++) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }
}
