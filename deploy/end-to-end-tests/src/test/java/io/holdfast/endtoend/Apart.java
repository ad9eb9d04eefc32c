package io.holdfast.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.embedded.FreePorts;
import io.holdfast.embedded.InMemoryMailStore;
import io.holdfast.embedded.MailSink;
import io.holdfast.embedded.Servers;
import io.holdfast.platform.Issuer.Person;
import io.holdfast.platform.People;
import io.holdfast.seed.Seed;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.infrastructure.TcpProxy;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.Slots;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.bson.Document;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * The whole system as {@code docker-compose.yml} describes it, without Docker: each service a JVM of its own with
 * exactly the environment that the file gives it, addresses translated. Shared by the tests of this JVM.
 */
final class Apart {

    /** Ours are impatient where an outage of minutes would be waited for, and in the middle of a rotation of secrets. */
    private static final Map<String, String> PAYING = Map.of(
            "HOLDFAST_PAYMENT_LONGEST_PAUSE", "4s",
            "HOLDFAST_PAYMENT_FIRST_POLL", "4s",
            "HOLDFAST_PAYMENT_POLL_AFTER_CAPTURE", "4s",
            "HOLDFAST_REFUND_RETRY", "1s",
            "RAZORPAY_BREAKER_OPEN_FOR", "3s",
            "RAZORPAY_WEBHOOK_SECRET_PREVIOUS", "holdfast-test-webhook-secret-of-last-week");
    private static final Map<String, Map<String, String>> WHO_ARE_ASKED_TO_HURRY = Map.of(
            "payment-service", PAYING,
            "razorpay-simulator", PAYING,
            "matching-service", Map.of("MATCHING_WAVES_ANSWERWITHIN", KilledMatchingTest.ANSWER_WITHIN.toSeconds() + "s"));

    private static final Pattern PLAIN_ADDRESS = Pattern.compile("mongodb://([\\w.]+):(\\d+)/?");

    private static CompletableFuture<Apart> shared;

    final HoldfastApi anybody;
    final HoldfastApi admin;
    final HoldfastApi simulator;
    final Slots slots;
    /** Between the services and their document server; nothing when a server from outside is not one plain address. */
    final Optional<TcpProxy> wayToTheStore;
    private final TestIssuer issuer;
    private final InMemoryMailStore mails = new InMemoryMailStore();
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    /** Who booked what, and how to look at it. */
    record Booked(String id, String number, String email, String manageToken) {}

    /** Begins to start it and returns when nobody else can begin before that is done. */
    static synchronized void begin() {
        if (shared == null) {
            Starts.Turn turn = Starts.awaitTurn();
            shared = CompletableFuture.supplyAsync(() -> {
                try (turn) {
                    return new Apart();
                }
            }, start -> Thread.ofPlatform().name("start-apart").start(start));
        }
    }

    /** When it did not start, no test tries again: eight more processes would only make the machine slower. */
    static Apart running() {
        begin();
        return shared.join();
    }

    static synchronized void end() {
        if (shared != null && !shared.isCompletedExceptionally()) {
            shared.join().stop();
        }
    }

    private Apart() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "apart-stop"));
        Path repository = repository();
        var compose = ComposeFile.read(repository.resolve("docker-compose.yml"));
        List<ComposeFile.Service> ours = compose.ours();
        FreshLogs.remove();

        issuer = new TestIssuer();
        running.push(issuer);
        MailSink sink = MailSink.start(0, mails, Clock.systemUTC());
        running.push(sink);
        Servers servers = Infrastructure.forTests();
        wayToTheStore = proxyTo(servers.mongodbUri());
        wayToTheStore.ifPresent(running::push);
        var network = new NetworkMap(compose.names())
                .uri("mongo:27017", wayToTheStore.map(proxy -> "mongodb://" + proxy.address())
                        .orElse(servers.mongodbUri()))
                .address("kafka:9092", servers.kafkaBootstrap())
                .uri("redis:6379", servers.redisUri())
                .address("keycloak:8080", issuer.port())
                .address("localhost:8089", issuer.port())
                .address("mail:1025", sink.port());
        var ports = ours.stream().collect(Collectors.toMap(ComposeFile.Service::address, s -> FreePorts.next()));
        ports.forEach(network::address);
        ours.stream()
                .filter(service -> !service.managementAddress().equals(service.address()))
                .forEach(service -> network.address(service.managementAddress(), FreePorts.next()));
        compose.published().forEach((outside, inside) -> {
            if (ports.containsKey(inside)) {
                network.address(outside, ports.get(inside));
            }
        });

        for (ComposeFile.Service service : ours) {
            var environment = new LinkedHashMap<>(network.translate(service));
            environment.putAll(WHO_ARE_ASKED_TO_HURRY.getOrDefault(service.name(), Map.of()));
            if (System.getenv(Servers.MONGODB_VARIABLE) != null) {
                // A server given from outside keeps what earlier runs wrote; this run wants none of it.
                environment.put("HOLDFAST_DATABASE_PREFIX", DatabasePrefix.OF_THIS_RUN);
            }
            services.put(service.name(), new ServiceProcess(service, environment, repository));
        }
        try {
            services.values().forEach(service -> {
                running.push(service);
                service.start();
            });
            services.values().forEach(ServiceProcess::awaitReady);
        } catch (RuntimeException | AssertionError e) {
            stop();
            throw e;
        }

        String gateway = "http://127.0.0.1:" + portOf("gateway", ours, ports);
        anybody = HoldfastApi.at(gateway);
        simulator = HoldfastApi.at("http://127.0.0.1:" + portOf("razorpay-simulator", ours, ports));
        admin = anybody.with(issuer.tokenFor(People.ADMIN));
        slots = new Slots(anybody, () -> LocalDate.now(ZoneOffset.UTC));
        new Seed(gateway, issuer.tokenFor(People.ADMIN), Clock.systemUTC()).plant();
    }

    /**
     * {@code -Dholdfast.e2e.services=all} lets each test that kills one service do so with each. Within three days
     * ({@code InTurn}) each of the six dies in some test: booking-service in {@link KilledImportTest} and
     * {@link ManyInstancesTest}, availability- and matching-service in {@link KilledMatchingTest}, payment-service in
     * {@link MoneyTest}, notification-service in {@link KilledErasureTest} and {@link UnresolvableBrokerTest},
     * scheduler-service in {@link KilledServiceTest}.
     */
    static final boolean EACH_SERVICE = "all".equals(System.getProperty("holdfast.e2e.services"));

    /** The six whose death a booking must survive; not the gateway, which keeps nothing, nor what plays the world. */
    static List<String> mortals() {
        return List.of("booking-service", "availability-service", "payment-service", "notification-service",
                "matching-service", "scheduler-service");
    }

    /** The gateway for a professional, by id. */
    HoldfastApi professional(String id) {
        return anybody.with(issuer.tokenFor(new Person(
                id, People.TENANT, List.of("professional"), "Dr. " + id, id + "@holdfast.example", null)));
    }

    /** Where a service answers {@code /actuator}. */
    HoldfastApi management(String service) {
        return services.get(service).management();
    }

    /** What Prometheus would fetch of a service. */
    String metricsOf(String service) {
        return services.get(service).management().get("/actuator/prometheus").expect(200).text();
    }

    /**
     * Starts as many more processes of a service that takes its work from topics; they share the group's partitions with
     * the first. Closing what is answered ends them.
     */
    AutoCloseable besides(String service, int more) {
        var others = new ArrayList<ServiceProcess>();
        for (int i = 2; i < 2 + more; i++) {
            others.add(services.get(service).another(service + "-" + i, repository()));
        }
        others.forEach(ServiceProcess::start);
        others.forEach(ServiceProcess::awaitReady);
        return () -> others.forEach(ServiceProcess::close);
    }

    /** The first process of a service and so many beside it that there are {@code count}; these were just started. */
    List<ServiceProcess> instances(String service, int count) {
        var all = new ArrayList<>(List.of(services.get(service)));
        for (int i = 2; i <= count; i++) {
            all.add(startAnother(service, service + "-" + i, Map.of(), List.of()));
        }
        return all;
    }

    /** A process of a service as its next version will be, not started yet. */
    ServiceProcess nextVersion(String service) {
        return services.get(service).another(service + "-next", repository(), Map.of(), List.of(), NextVersionJar::of);
    }

    /** The first process of a service. */
    ServiceProcess first(String service) {
        return services.get(service);
    }

    /** Starts the first process of a service again where a test has left it dead. */
    void restartIfDead(String service) {
        if (!services.get(service).isAlive()) {
            restart(service);
        }
    }

    /** The documents that a service keeps, read from the store itself. */
    List<Document> stored(String service, String collection) {
        try (MongoClient store = MongoClients.create(Infrastructure.forTests().mongodbUri())) {
            return store.getDatabase(databaseOf(service)).getCollection(collection).find().into(new ArrayList<>());
        }
    }

    /** Its name in the store. */
    String databaseOf(String service) {
        return (System.getenv(Servers.MONGODB_VARIABLE) == null ? "" : DatabasePrefix.OF_THIS_RUN) + service;
    }

    void killHard(String service) {
        services.get(service).killHard();
    }

    /** Starts a killed service again, on its port and with its environment. */
    void restart(String service) {
        restart(service, Map.of());
    }

    /** Starts a killed service again, this time with {@code more} in its environment. */
    void restart(String service, Map<String, String> more) {
        services.get(service).start(more);
        services.get(service).awaitReady();
    }

    /**
     * Starts one more process of a service, with a different environment and further options for its JVM, and does not
     * wait; whoever asked ends it.
     */
    ServiceProcess startAnother(String service, String name, Map<String, String> different, List<String> options) {
        ServiceProcess other = services.get(service).another(name, repository(), different, options);
        other.start();
        return other;
    }

    /** Registers a consultant whom no other test books, for that offering; the services hear of it in a moment. */
    void register(String professional, String offering) {
        var profile = new LinkedHashMap<String, Object>();
        profile.put("displayName", "Dr. " + professional);
        profile.put("email", professional + "@holdfast.example");
        profile.put("category", "Consultant");
        profile.put("hourlyRate", Map.of("amount", 150_000, "currency", "INR"));
        profile.put("zone", "Asia/Kolkata");
        profile.put("languages", List.of("en"));
        profile.put("offeringIds", List.of(offering));
        plant("/api/v1/admin/professionals/" + professional, profile);
    }

    /** A booking that can be paid; the order's id is in it. */
    Booked hold(String professional) {
        return booked(request(professional, "Prefer", "wait=20").expect(201));
    }

    /** A booking that was asked for, and no more is known. */
    Booked ask(String professional) {
        return booked(request(professional).expect(202));
    }

    /** Asks again and again, with the same key and so for one booking, until somebody takes it. */
    Booked askUntilTaken(String professional, String key) {
        Slot slot = slots.free(professional, "consultation-60");
        Map<String, Object> body = Platform.guestRequest(slot, Platform.freshEmail());
        return booked(Eventually.see("the request is taken",
                () -> anybody.post("/api/v1/bookings", body, "Idempotency-Key", key), answer -> answer.status() < 500));
    }

    private Answer request(String professional, String... headers) {
        Slot slot = slots.free(professional, "consultation-60");
        return anybody.post("/api/v1/bookings", Platform.guestRequest(slot, Platform.freshEmail()), headers);
    }

    private static Booked booked(Answer answer) {
        JsonNode booking = answer.body();
        return new Booked(
                booking.get("id").asString(),
                booking.get("number").asString(),
                booking.get("client").get("email").asString(),
                booking.get("manageToken").asString());
    }

    JsonNode booking(Booked booked) {
        return bookingAnswer(booked).expect(200).body();
    }

    JsonNode awaitStatus(Booked booked, String status) {
        return awaitBooking(booked, "becomes " + status, b -> status.equals(b.get("status").asString()));
    }

    /** The order to pay, as soon as there is one. */
    String awaitOrder(Booked booked) {
        return awaitBooking(booked, "can be paid", b -> !b.get("payment").isNull()
                        && !b.get("payment").get("orderId").isNull())
                .get("payment")
                .get("orderId")
                .asString();
    }

    private JsonNode awaitBooking(
            Booked booked, String what, Predicate<JsonNode> expected) {
        JsonNode found = Eventually.see(
                booked + " " + what,
                () -> {
                    Answer answer = bookingAnswer(booked);
                    return answer.status() == 200 ? answer.body() : null;
                },
                b -> b != null && expected.test(b));
        return found;
    }

    Answer bookingAnswer(Booked booked) {
        return anybody.get("/api/v1/bookings/" + booked.id(), "Holdfast-Manage-Token", booked.manageToken());
    }

    void pay(String orderId) {
        simulator.post("/simulator/checkout", Map.of("orderId", orderId, "outcome", "success")).expect(200);
    }

    /** The simulator keeps its ledger in the same store, and may have lost its connections to it, too. */
    void payUntilTaken(String orderId) {
        Eventually.see("the payment is taken",
                () -> simulator.post("/simulator/checkout", Map.of("orderId", orderId, "outcome", "success")).status(),
                status -> status == 200);
    }

    JsonNode ledger(String orderId) {
        return simulator.get("/simulator/ledger?orderId=" + orderId).expect(200).body();
    }

    JsonNode ledger() {
        return simulator.get("/simulator/ledger").expect(200).body();
    }

    /** Every mail that arrived, each Message-ID once for each recipient. */
    List<Mail> mails() {
        return mails.mails().stream().map(Mail::read).toList();
    }

    /** The mails whose subject names that booking, each Message-ID once for each recipient. */
    List<Mail> mailsAbout(Booked booked) {
        return mails.mails().stream()
                .map(Mail::read)
                .filter(mail -> mail.subject().contains(booked.number()))
                .toList();
    }

    /** Puts what an admin writes, new or again. */
    void plant(String path, Object body) {
        Answer answer = admin.put(path, body);
        if (answer.status() / 100 != 2) {
            throw new AssertionError("Planting " + body + " was answered " + answer);
        }
    }

    /** Only for a single address without anything else: more would have to be taken apart and put together again. */
    private static Optional<TcpProxy> proxyTo(String mongodbUri) {
        Matcher plain = PLAIN_ADDRESS.matcher(mongodbUri);
        return plain.matches()
                ? Optional.of(TcpProxy.to(plain.group(1), Integer.parseInt(plain.group(2))))
                : Optional.empty();
    }

    private static int portOf(String name, List<ComposeFile.Service> services, Map<String, Integer> ports) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .map(service -> ports.get(service.address()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docker-compose.yml does not start " + name));
    }

    static Path repository() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("docker-compose.yml"))) {
                return folder;
            }
        }
        throw new AssertionError("There is no docker-compose.yml in any folder above " + Path.of("").toAbsolutePath());
    }

    private void stop() {
        running.forEach(part -> {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException(part + " did not stop", e);
            }
        });
    }

    private static final class DatabasePrefix {
        static final String OF_THIS_RUN = "apart-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    }

    private static final class FreshLogs {
        static void remove() {
            try {
                FileSystemUtils.deleteRecursively(Path.of("target", "apart"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
