package io.holdfast.defaults.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.holdfast.defaults.health.HealthPart.Status;
import io.holdfast.defaults.health.ServiceHealthResponse.Part;
import io.holdfast.defaults.health.ServiceHealthResponse.Responses;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all parts of a service at once, and waits for none longer than it may take. */
final class ServiceHealth implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(ServiceHealth.class);

    private final String service;
    private final List<HealthPart> parts;
    private final @Nullable MeterRegistry metrics;
    private final Instant upSince;
    private final Duration patience;
    // Not closed around each look: who does not react to being interrupted must not keep the others waiting.
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ServiceHealth(
            String service, List<HealthPart> parts, @Nullable MeterRegistry metrics, Instant upSince, Duration patience) {
        this.service = service;
        this.parts = parts.stream().sorted(Comparator.comparing(HealthPart::name)).toList();
        this.metrics = metrics;
        this.upSince = upSince;
        this.patience = patience;
    }

    ServiceHealthResponse look(String tenant) throws InterruptedException {
        List<Part> found = look(parts, tenant);
        Status worst = found.stream().map(Part::status).max(Comparator.naturalOrder()).orElse(Status.UP);
        return new ServiceHealthResponse(service, worst, version(), upSince, responses(), found);
    }

    /** What is measured of it is all tenants'. */
    PartLooks measured() {
        List<HealthPart> measured = parts.stream().filter(HealthPart::isMeasured).toList();
        return new PartLooks() {
            @Override
            public List<String> names() {
                return measured.stream().map(HealthPart::name).toList();
            }

            @Override
            public Map<String, Status> look() throws InterruptedException {
                return ServiceHealth.this.look(measured, "").stream().collect(Collectors.toMap(Part::name, Part::status));
            }
        };
    }

    private List<Part> look(List<HealthPart> these, String tenant) throws InterruptedException {
        List<Callable<Part>> looks =
                these.stream().<Callable<Part>>map(part -> () -> look(part, tenant)).toList();
        List<Future<Part>> looked = threads.invokeAll(looks, patience.toMillis(), TimeUnit.MILLISECONDS);
        var found = new ArrayList<Part>();
        for (int i = 0; i < looked.size(); i++) {
            found.add(found(these.get(i), looked.get(i)));
        }
        return found;
    }

    private static Part look(HealthPart part, String tenant) throws Exception {
        long began = System.nanoTime();
        HealthPart.State state = part.look(tenant);
        return new Part(
                part.name(), state.status(), state.sentence(), (System.nanoTime() - began) / 1_000_000, state.figures());
    }

    private Part found(HealthPart part, Future<Part> look) throws InterruptedException {
        try {
            return look.get();
        } catch (CancellationException e) {
            log.debug("{} was not waited for any longer", part.name(), e);
            return down(part, "Did not answer within " + Math.max(1, patience.toSeconds()) + " s.");
        } catch (ExecutionException e) {
            log.debug("{} is down", part.name(), e);
            return down(part, "Does not answer.");
        }
    }

    private Part down(HealthPart part, String sentence) {
        return new Part(part.name(), Status.DOWN, sentence, patience.toMillis(), Map.of());
    }

    private @Nullable Responses responses() {
        if (metrics == null) {
            return null;
        }
        long count = 0;
        double total = 0;
        double longest = 0;
        for (Timer timer : metrics.find("http.server.requests").timers()) {
            count += timer.count();
            total += timer.totalTime(TimeUnit.MILLISECONDS);
            longest = Math.max(longest, timer.max(TimeUnit.MILLISECONDS));
        }
        return count == 0 ? null : new Responses(count, Math.round(total / count), Math.round(longest));
    }

    private static String version() {
        String version = ServiceHealth.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
