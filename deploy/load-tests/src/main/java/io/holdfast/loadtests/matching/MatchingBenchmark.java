package io.holdfast.loadtests.matching;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.loadtests.Benchmark;
import io.holdfast.loadtests.Engines;
import io.holdfast.loadtests.Latencies;
import io.holdfast.matching.MatchingService;
import io.holdfast.matching.application.MatchingPolicies;
import io.holdfast.matching.domain.match.BookingId;
import io.holdfast.matching.domain.match.Candidate;
import io.holdfast.matching.domain.match.Candidates;
import io.holdfast.matching.domain.match.MatchRequest;
import io.holdfast.matching.domain.match.Ranking;
import io.holdfast.matching.domain.match.ScoringPolicy;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.memory.InMemoryTransport;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Ranks all who could be asked about a booking, while there are more and more of them, and asks the store the same
 * question without doing anything with the answer; {@code deploy/load-tests/run matching}.
 */
final class MatchingBenchmark {

    private static final double NANOS_PER_MILLI = 1_000_000.0;
    private static final String NOWHERE = "redis://127.0.0.1:1";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    // As the service asks.
    private static final int BATCH = 2_000;
    private static final int MOST = 20_000;

    private final int searches;
    private final int warmup;
    private final int[] sizes;

    MatchingBenchmark(int searches, int warmup, int... sizes) {
        this.searches = searches;
        this.warmup = warmup;
        this.sizes = sizes;
    }

    public static void main(String[] arguments) throws Exception {
        var defaults = new LinkedHashMap<String, String>();
        defaults.put("searches", "300");
        defaults.put("warmup", "300");
        defaults.put("professionals", "10,100,1000,10000");
        Benchmark.run(arguments, defaults, options -> {
            int[] sizes = options.counts("professionals", 1).stream().mapToInt(Integer::intValue).toArray();
            try (Engines engines = Engines.start()) {
                new MatchingBenchmark(options.count("searches", 1), options.count("warmup", 0), sizes)
                        .run(engines.mongodbUri());
            }
        });
    }

    /**
     * One size's figures.
     *
     * @param suitable   how many were scored in the last search
     * @param roundTrips the most that one search made to the store
     * @param search     from nothing to all of them in order
     * @param beyond     of that, what is not waiting for the store's answer: reading it, and ranking
     * @param ranking    of that, suitability, scores and order alone
     * @param processor  what the searching thread takes of a processor, also to ask and to take the answer; other than the
     *                   rest it says the same on a machine that has something else to do
     * @param query      the same question by the plain driver, its answer thrown away
     */
    record Figures(
            int professionals,
            int suitable,
            int roundTrips,
            Latencies search,
            Latencies beyond,
            Latencies ranking,
            Latencies processor,
            Latencies query) {

        String text() {
            return String.format(Locale.ROOT, """
                    %,d professionals, %,d scored, %d round trip(s)
                      search             %s
                      beyond the store   %s
                      ranking alone      %s
                      processor time     %s
                      the query alone    %s
                      ratio at p50       search/query %.1f
                    """,
                    professionals, suitable, roundTrips, search.summary(), beyond.summary(), ranking.summary(),
                    processor.summary(), query.summary(),
                    p50(search) / p50(query));
        }

        private static double p50(Latencies latencies) {
            return latencies.percentile(50) / NANOS_PER_MILLI;
        }
    }

    List<Figures> run(String mongodb) {
        String database = "matching-load-" + UUID.randomUUID().toString().substring(0, 8);
        var queries = new CandidateQueries();
        var all = new ArrayList<Figures>();
        try (ConfigurableApplicationContext service = service(mongodb, database, queries);
                MongoClient plain = MongoClients.create(mongodb)) {
            MongoCollection<RawBsonDocument> stored =
                    plain.getDatabase(database).getCollection("candidates", RawBsonDocument.class);
            var candidates = new ManyCandidates(
                    service.getBean(Candidates.class), plain.getDatabase(database).getCollection("candidates"), Instant.now());
            for (int size : sizes) {
                candidates.growTo(size);
                measure(service, queries, stored, candidates.request(), size, warmup);
                Figures figures = measure(service, queries, stored, candidates.request(), size, searches);
                System.out.print(figures.text());
                all.add(figures);
            }
            plain.getDatabase(database).drop();
        }
        return all;
    }

    /** Search and bare query in turn, one after the other, so that both meet the same machine. */
    private static Figures measure(
            ConfigurableApplicationContext service,
            CandidateQueries queries,
            MongoCollection<RawBsonDocument> stored,
            MatchRequest request,
            int size,
            int times) {
        Candidates candidates = service.getBean(Candidates.class);
        ScoringPolicy policy = service.getBean(MatchingPolicies.class).scoring(ManyCandidates.TENANT);
        var search = new Latencies();
        var beyond = new Latencies();
        var ranked = new Latencies();
        var processor = new Latencies();
        var query = new Latencies();
        int suitable = 0;
        int roundTrips = 0;
        for (int i = 0; i < times; i++) {
            queries.reset();
            long worked = THREADS.getCurrentThreadCpuTime();
            long began = System.nanoTime();
            List<Candidate> found = candidates.doing(ManyCandidates.TENANT, ManyCandidates.OFFERING);
            long read = System.nanoTime();
            Ranking ranking =
                    Ranking.of(new BookingId("b-" + i), request, found, List.of(), policy, request.askedAt());
            long done = System.nanoTime();
            processor.add(THREADS.getCurrentThreadCpuTime() - worked);
            search.add(done - began);
            beyond.add(done - began - queries.nanos());
            ranked.add(done - read);
            suitable = ranking.ranked().size();
            roundTrips = Math.max(roundTrips, queries.roundTrips());
            query.add(timeToAsk(stored, size));
        }
        return new Figures(size, suitable, roundTrips, search, beyond, ranked, processor, query);
    }

    private static long timeToAsk(MongoCollection<RawBsonDocument> stored, int expected) {
        long began = System.nanoTime();
        List<RawBsonDocument> answer = stored
                .find(new Document("tenantId", ManyCandidates.TENANT.value()).append("doing", ManyCandidates.OFFERING))
                .projection(new Document("digest", 1))
                .batchSize(BATCH)
                .limit(MOST)
                .into(new ArrayList<>());
        long took = System.nanoTime() - began;
        if (answer.size() != expected || !answer.getFirst().containsKey("digest")) {
            throw new IllegalStateException("Read " + answer.size() + " candidates, such as " + answer.getFirst().keySet());
        }
        return took;
    }

    private static ConfigurableApplicationContext service(String mongodb, String database, CandidateQueries queries) {
        return HoldfastService.named(MatchingService.class, "matching-service")
                .initializers(starting -> {
                    var context = (GenericApplicationContext) starting;
                    context.registerBean(EventTransport.class, () -> new InMemoryTransport(Catalogue.load()));
                    context.registerBean(
                            MongoClientSettingsBuilderCustomizer.class, () -> settings -> settings.addCommandListener(queries));
                })
                .run(
                        "--server.port=0",
                        "--holdfast.redis.uri=" + NOWHERE,
                        "--spring.mongodb.uri=" + mongodb,
                        "--spring.mongodb.database=" + database);
    }
}
