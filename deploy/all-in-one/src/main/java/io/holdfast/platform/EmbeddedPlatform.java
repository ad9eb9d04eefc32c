package io.holdfast.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import io.holdfast.availability.AvailabilityService;
import io.holdfast.booking.BookingService;
import io.holdfast.defaults.privacy.PersonalRecords;
import io.holdfast.embedded.FreePorts;
import io.holdfast.embedded.MailSink;
import io.holdfast.embedded.Servers;
import io.holdfast.embedded.outside.ApplicationKeys;
import io.holdfast.gateway.Gateway;
import io.holdfast.matching.MatchingService;
import io.holdfast.notification.NotificationService;
import io.holdfast.payment.PaymentService;
import io.holdfast.platform.demo.Backups;
import io.holdfast.platform.demo.Demo;
import io.holdfast.razorpay.simulator.RazorpaySimulator;
import io.holdfast.scheduler.SchedulerService;
import io.holdfast.seed.Seed;
import io.holdfast.web.WebApp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Holdfast in one JVM, for newcomers, demos and end-to-end tests: a real Kafka broker, a real Redis, a document server,
 * and each service as the Spring context that it also is when it runs alone. What it acknowledged survives a kill -9.
 */
public final class EmbeddedPlatform implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPlatform.class);
    private static final int MOST_BACKUPS = 10;
    private static final String SMS_ACCOUNT = "AC00000000000000000000000000000000";

    private final PlatformSettings settings;
    private final Consumer<String> progress;
    private final Consumer<String> whenDataCannotBeKept;
    private final PlatformClock clock;
    private final Issuer issuer;
    private final Secrets secrets;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Map<String, ConfigurableApplicationContext> contexts = new LinkedHashMap<>();
    private final int gatewayPort;

    private EmbeddedPlatform(
            PlatformSettings settings, int port, Consumer<String> progress, Consumer<String> whenDataCannotBeKept) {
        this.settings = settings;
        this.gatewayPort = port;
        this.progress = progress;
        this.whenDataCannotBeKept = whenDataCannotBeKept;
        this.clock = new PlatformClock(settings.home().resolve("clock"));
        // A first start that was ended while the week before was happening: it is not gone on with.
        clock.catchUp();
        this.secrets = new Secrets(settings.home().resolve("secrets.properties"));
        this.issuer = new Issuer(secrets);
    }

    /**
     * Starts everything and returns when a booking can be made.
     *
     * @param progress told in a few words what is being done
     * @throws CannotStart when the machine stands in the way: a busy port, a home in use
     */
    public static EmbeddedPlatform start(PlatformSettings settings, Consumer<String> progress) {
        return start(settings, progress, sentence -> log.error("{}", sentence));
    }

    /**
     * The same for somebody who ends the JVM when data cannot be kept any more.
     *
     * @param whenDataCannotBeKept told why in one sentence, for example that the disk is full; from then on nothing is
     *     acknowledged, and what was is kept
     */
    public static EmbeddedPlatform start(
            PlatformSettings settings, Consumer<String> progress, Consumer<String> whenDataCannotBeKept) {
        shareOneLog();
        try {
            Files.createDirectories(settings.home());
        } catch (IOException e) {
            throw new CannotStart("The folder " + settings.home() + " cannot be created: " + e.getMessage());
        }
        // Everything that is started knows the gateway's port: when somebody takes it meanwhile, all of it starts again.
        return settings.port() == 0
                ? FreePorts.bind(FreePorts::next, port -> startOn(port, settings, progress, whenDataCannotBeKept))
                : startOn(settings.port(), settings, progress, whenDataCannotBeKept);
    }

    private static EmbeddedPlatform startOn(
            int port, PlatformSettings settings, Consumer<String> progress, Consumer<String> whenDataCannotBeKept) {
        HomeLock lock = HomeLock.take(settings.home());
        EmbeddedPlatform platform;
        try {
            requireFree(port);
            platform = new EmbeddedPlatform(settings, port, progress, whenDataCannotBeKept);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        platform.running.push(lock);
        try {
            platform.startAll();
            return platform;
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /** Nothing has ever happened in it, and nothing that happened elsewhere is stored for it. */
    private boolean isEmpty() {
        return !Files.exists(settings.home().resolve("clock"))
                && !Files.exists(settings.home().resolve("data"))
                && System.getenv(Servers.MONGODB_VARIABLE) == null
                && System.getProperty(Servers.MONGODB_VARIABLE) == null;
    }

    private void liveAWeek(Api api) {
        progress.accept("Letting a week of bookings happen, so that there is something to look at (only this once)…");
        try {
            new DemoWeek(api, issuer, clock).happen();
        } catch (CannotStart e) {
            throw e;
        } catch (RuntimeException e) {
            // Something to look at is no reason not to start.
            log.warn("The week before did not happen as planned", e);
            progress.accept("Not all of it happened; the log says why.");
        } finally {
            clock.catchUp();
        }
    }

    /** Each context would set logging up anew; here one configuration serves all of them, Tomcat included. */
    static void shareOneLog() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static void requireFree(int port) {
        if (FreePorts.isTaken(port)) {
            throw portInUse(port, new BindException());
        }
    }

    private static CannotStart portInUse(int port, Throwable cause) {
        return new CannotStart(
                "Port " + port + " is in use. Stop what uses it, or choose another one: HOLDFAST_PORT=8081 deploy/run", cause);
    }

    private void startAll() {
        boolean lived = settings.demoWeek() && isEmpty();
        if (lived) {
            clock.beginBefore(DemoWeek.before(clock.instant()));
        }
        progress.accept("Starting the document server, Kafka and Redis…");
        Servers servers = Servers.in(settings.home().resolve("data"), progress, whenDataCannotBeKept);
        running.push(servers);
        try (ExecutorService pair = Executors.newFixedThreadPool(2)) {
            Future<String> kafka = pair.submit(servers::kafkaBootstrap);
            Future<String> redis = pair.submit(servers::redisUri);
            var environment = new LinkedHashMap<String, Object>();
            environment.put("HOLDFAST_MONGODB_URI", servers.mongodbUri());
            startOutsideWorld(environment, name -> backUp(servers, name));
            environment.put("HOLDFAST_KAFKA", result(kafka));
            environment.put("HOLDFAST_REDIS_URI", result(redis));
            environment.put("HOLDFAST_INSTANCE_ID", "embedded");
            servers.describe().forEach(log::info);
            startServices(environment, pair);
        }
        progress.accept("Looking whether the demo data is there…");
        new Seed(url(), issuer.tokenFor(People.ADMIN), clock, "/demo/avatars.svg#").plant();
        if (lived) {
            liveAWeek(new Api(url()));
        }
        new SeededBrowsers(url(), issuer).plant(bean("demo", Demo.class).pushService().url());
    }

    /** Into a folder that is whole when it has its name. */
    private Path backUp(Servers servers, String name) {
        Path all = settings.home().resolve("backups");
        Path folder = all.resolve(name);
        if (Files.exists(folder)) {
            throw new IllegalStateException("There is a backup " + name + " already.");
        }
        String[] others = all.toFile().list();
        if (others != null && others.length >= MOST_BACKUPS) {
            throw new IllegalStateException("There are " + others.length + " backups in " + all + ": delete some first.");
        }
        Path unfinished = folder.resolveSibling(name + ".unfinished");
        try {
            FileSystemUtils.deleteRecursively(unfinished);
            servers.backUp(unfinished);
            return Files.move(unfinished, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The backup could not be written", e);
        }
    }

    /** What Holdfast meets outside its walls: payment provider, mail server, identity provider. */
    private void startOutsideWorld(Map<String, Object> environment, Backups backups) {
        progress.accept("Starting what plays the world: payments, mail, text messages, pushes…");
        environment.put("RAZORPAY_KEY_ID", "rzp_test_holdfast");
        environment.put("RAZORPAY_KEY_SECRET", secrets.get("razorpay-key"));
        environment.put("RAZORPAY_WEBHOOK_SECRET", secrets.get("razorpay-webhook"));
        environment.put("HOLDFAST_MANAGE_TOKEN_SECRET", secrets.get("manage-token"));
        environment.put("HOLDFAST_API_KEY_SECRET", secrets.get("api-keys"));
        environment.put("HOLDFAST_CALENDAR_SECRET", secrets.get("calendars"));
        environment.put("HOLDFAST_ISSUER", Issuer.NAME);
        environment.put("HOLDFAST_AUDIENCE", Issuer.AUDIENCE);
        String apart = System.getenv(WorldApart.PAYMENTS);
        String simulatorUrl = apart == null ? startSimulator(environment) : apart;
        environment.put("RAZORPAY_API_URL", simulatorUrl);

        var demo = new LinkedHashMap<>(environment);
        demo.put("DEMO_SIMULATOR", simulatorUrl);
        demo.put("DEMO_GATEWAY", url());
        demo.put("DEMO_SMS_ACCOUNT", SMS_ACCOUNT);
        demo.put("DEMO_SMS_TOKEN", secrets.get("sms-token"));
        demo.put("DEMO_MAIL_WEBHOOK_SECRET", mailWebhookSecret());
        demo.put("DEMO_PUSH_PORT", pushPort());
        var context = new EmbeddedContext(Demo.class, "demo")
                .with(Issuer.class, issuer)
                .with(Backups.class, backups);
        String demoUrl = start(context, demo);
        environment.put("HOLDFAST_JWKS_URI", demoUrl + "/demo/jwks.json");
        environment.put("HOLDFAST_DEMO_URL", demoUrl);

        environment.put("HOLDFAST_SMTP_HOST", "127.0.0.1");
        environment.put("HOLDFAST_SMTP_PORT", mailPort(context.bean(Demo.class)));
        environment.put("HOLDFAST_PUBLIC_URL", url());
        environment.put("HOLDFAST_API_URL", url());
        connectChannels(environment, context.bean(Demo.class));
    }

    private String startSimulator(Map<String, Object> environment) {
        var simulator = new LinkedHashMap<>(environment);
        simulator.put("RAZORPAY_WEBHOOK_URL", url() + "/api/v1/webhooks/razorpay");
        simulator.put("SPRING_AUTOCONFIGURE_EXCLUDE", EmbeddedContext.HOLDFAST_DEFAULTS);
        return start(new EmbeddedContext(RazorpaySimulator.class, "razorpay-simulator"), simulator);
    }

    private int mailPort(Demo demo) {
        String apart = System.getenv(WorldApart.MAIL);
        if (apart != null) {
            return Integer.parseInt(apart);
        }
        MailSink sink = MailSink.start(0, demo.mailStore(), clock);
        running.push(sink);
        return sink.port();
    }

    private void connectChannels(Map<String, Object> environment, Demo demo) {
        environment.put("HOLDFAST_SMS_API_URL", demo.smsProvider().url());
        environment.put("HOLDFAST_SMS_ACCOUNT_SID", SMS_ACCOUNT);
        environment.put("HOLDFAST_SMS_AUTH_TOKEN", secrets.get("sms-token"));
        environment.put("HOLDFAST_SMS_FROM", "+15005550006");
        String publicKey = secrets.find("vapid-public");
        String privateKey = secrets.find("vapid-private");
        if (publicKey == null || privateKey == null) {
            var made = ApplicationKeys.generate();
            publicKey = made.publicKey();
            privateKey = made.privateKey();
            secrets.keep("vapid-public", publicKey);
            secrets.keep("vapid-private", privateKey);
        }
        environment.put("HOLDFAST_VAPID_PUBLIC_KEY", publicKey);
        environment.put("HOLDFAST_VAPID_PRIVATE_KEY", privateKey);
        environment.put("HOLDFAST_PUSH_SERVICES", demo.pushService().url());
        environment.put("HOLDFAST_MAIL_WEBHOOK_SECRET", mailWebhookSecret());
    }

    /** In the form of Standard Webhooks. */
    private String mailWebhookSecret() {
        byte[] secret = secrets.get("mail-webhook").getBytes(StandardCharsets.UTF_8);
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    /** The port that browsers subscribed at; another one when somebody has taken it, and then they are gone. */
    private int pushPort() {
        String known = secrets.find("push-port");
        if (known != null && !FreePorts.isTaken(Integer.parseInt(known))) {
            return Integer.parseInt(known);
        }
        int chosen = FreePorts.next();
        secrets.keep("push-port", String.valueOf(chosen));
        return chosen;
    }

    private void startServices(Map<String, Object> environment, ExecutorService pair) {
        // Both start at once, and the one asks the other.
        int availabilityPort = FreePorts.next();
        environment.put("AVAILABILITY_SERVICE_URL", "http://127.0.0.1:" + availabilityPort);
        var services = List.of(
                new EmbeddedContext(BookingService.class, "booking-service"),
                new EmbeddedContext(AvailabilityService.class, "availability-service").onPort(availabilityPort),
                new EmbeddedContext(PaymentService.class, "payment-service"),
                new EmbeddedContext(MatchingService.class, "matching-service"),
                new EmbeddedContext(NotificationService.class, "notification-service")
                        .with(PersonalRecords.class, bean("demo", Demo.class).mailbox()),
                new EmbeddedContext(SchedulerService.class, "scheduler-service"),
                new EmbeddedContext(WebApp.class, "web-app"));
        var addresses = new LinkedHashMap<EmbeddedContext, Future<String>>();
        for (EmbeddedContext service : services) {
            addresses.put(service, pair.submit(() -> {
                progress.accept("Starting " + service.name() + "…");
                return start(service, environment);
            }));
        }
        var gateway = new LinkedHashMap<>(environment);
        addresses.forEach((service, address) -> gateway.put(service.addressVariable(), result(address)));
        progress.accept("Starting the gateway…");
        try {
            start(new EmbeddedContext(Gateway.class, "gateway").onPort(gatewayPort), gateway);
        } catch (RuntimeException e) {
            // It was free when we began; somebody took it while the services were starting.
            throw FreePorts.isTaken(e) ? portInUse(gatewayPort, e) : e;
        }
    }

    private String start(EmbeddedContext part, Map<String, Object> environment) {
        ConfigurableApplicationContext context = part.with(PlatformClock.class, clock).start(environment);
        synchronized (running) {
            running.push(context);
            contexts.put(part.name(), context);
        }
        return "http://127.0.0.1:" + portOf(part.name());
    }

    /** What a part of the start came to. */
    static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Stopped while starting.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Where the gateway answers. */
    public String url() {
        return "http://localhost:" + gatewayPort;
    }

    /** Where one of the contexts answers by itself, for tests; by its name, such as {@code booking-service}. */
    public int portOf(String name) {
        var web = (WebServerApplicationContext) context(name);
        return Objects.requireNonNull(web.getWebServer()).getPort();
    }

    /** A bean of one of the contexts, for tests. */
    public <T> T bean(String name, Class<T> type) {
        return context(name).getBean(type);
    }

    private ConfigurableApplicationContext context(String name) {
        synchronized (running) {
            ConfigurableApplicationContext context = contexts.get(name);
            if (context == null) {
                throw new IllegalArgumentException("No such part: " + name + "; there are " + contexts.keySet());
            }
            return context;
        }
    }

    public Path home() {
        return settings.home();
    }

    public PlatformClock clock() {
        return clock;
    }

    public Issuer issuer() {
        return issuer;
    }

    /** Stops in the opposite order; what was acknowledged is in the home. */
    @Override
    public void close() {
        var toStop = new ArrayList<AutoCloseable>();
        synchronized (running) {
            toStop.addAll(running);
            running.clear();
        }
        for (AutoCloseable part : toStop) {
            try {
                part.close();
            } catch (Exception e) {
                log.warn("{} did not stop in order", part, e);
            }
        }
    }
}
