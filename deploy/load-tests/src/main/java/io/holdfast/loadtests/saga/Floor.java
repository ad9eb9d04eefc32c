package io.holdfast.loadtests.saga;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.holdfast.embedded.Servers;
import io.holdfast.loadtests.BareDocuments;
import io.holdfast.loadtests.BareEvents;
import io.holdfast.loadtests.BareHttp;
import io.holdfast.loadtests.ChildJvm;
import io.holdfast.loadtests.ClosedLoop;
import io.holdfast.loadtests.CpuTime;
import io.holdfast.loadtests.QuietLogging;

/**
 * What the saga's writes and hops cost by themselves: one after the other with the plain driver and the plain clients,
 * on a document server and a broker like the platform's, all in one child JVM as the platform is.
 */
final class Floor {

    private static final String MARK = "floor: ";
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private Floor() {}

    /** @param cpu processor time of all the measured sagas, servers included */
    record Figures(double perSecond, Duration cpu, String latencies) {}

    /** What is in it. */
    enum Kind {
        /** Writes, and hops that are received once. */
        BARE,
        /** What no implementation can avoid: also the HTTP requests, and every group that an event has. */
        WITH_REQUESTS_AND_GROUPS
    }

    /** Measures in a child JVM. */
    static Figures measure(Kind kind, int sagas, int warmup, int concurrency) throws InterruptedException {
        Path home = ChildJvm.temporaryHome("floor");
        ChildJvm.Started started = ChildJvm.start(
                Floor.class.getName(), home,
                List.of(home.toString(), String.valueOf(sagas), String.valueOf(warmup), String.valueOf(concurrency), kind.name()),
                Map.of(), MARK, PATIENCE, line -> {
                    if (line.startsWith("  ")) {
                        System.out.println(line);
                    }
                });
        try (ChildJvm child = started.child()) {
            String[] figures = started.answer().split(" ", 3);
            return new Figures(Double.parseDouble(figures[0]), Duration.ofMillis(Long.parseLong(figures[1])), figures[2]);
        }
    }

    /** The child's side. */
    public static void main(String[] arguments) throws Exception {
        QuietLogging.begin();
        int sagas = Integer.parseInt(arguments[1]);
        int warmup = Integer.parseInt(arguments[2]);
        int concurrency = Integer.parseInt(arguments[3]);
        boolean whole = Kind.valueOf(arguments[4]) == Kind.WITH_REQUESTS_AND_GROUPS;
        try (Servers servers = Servers.in(Path.of(arguments[0]), step -> { }, System.err::println);
                BareDocuments documents = BareDocuments.open(servers.mongodbUri());
                BareEvents events = BareEvents.open(servers.kafkaBootstrap(), whole ? SagaShape.GROUPS : 1);
                BareHttp http = BareHttp.open()) {
            var saga = new BareSaga(documents, events, http, whole);
            ClosedLoop.run("floor, warm-up", warmup, concurrency, index -> saga.run("warm-" + index));
            CpuTime cpu = CpuTime.ofThisProcess();
            ClosedLoop.Outcome outcome = ClosedLoop.run("floor", sagas, concurrency, index -> saga.run("load-" + index));
            System.out.print(outcome.failureLine());
            System.out.printf(Locale.ROOT, "%s%.3f %d %s%n", MARK, outcome.perSecond(), cpu.taken().toMillis(),
                    outcome.latencies().summary());
        }
    }

    /** The writes and hops of one saga, in a chain: each hop waits for the writes before it, and they for the hop before. */
    private record BareSaga(BareDocuments documents, BareEvents events, BareHttp http, boolean withRequests) {

        void run(String id) throws Exception {
            if (withRequests) {
                for (int request = 0; request < SagaShape.REQUESTS_THROUGH_GATEWAY; request++) {
                    http.askThroughGateway();
                }
                for (int request = 0; request < SagaShape.REQUESTS_STRAIGHT; request++) {
                    http.ask();
                }
            }
            int write = 0;
            for (int event = 0; event < SagaShape.EVENTS; event++) {
                String eventId = id + ":" + event;
                String documentId = id;
                for (int i = 0; i < SagaShape.writesBefore(event); i++) {
                    // The first write of each document is its insert; later ones go round among the documents.
                    documentId = id + ":" + write % SagaShape.INSERTS;
                    documents.write(documentId, write / SagaShape.INSERTS, eventId);
                    write++;
                }
                events.sendAndAwait(id, eventId);
                documents.removeLater(documentId, eventId);
            }
        }
    }
}
