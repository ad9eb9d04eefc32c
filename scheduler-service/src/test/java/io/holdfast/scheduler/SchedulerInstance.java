package io.holdfast.scheduler;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.holdfast.defaults.HoldfastService;
import io.holdfast.messaging.EventTransport;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.bson.Document;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;

/** The whole service in this JVM, on a real document server, with a transport and a clock that a test holds. */
public final class SchedulerInstance implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private SchedulerInstance(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param database the prefix of the name, shared by the instances of one test and nobody else */
    public static SchedulerInstance start(String database, EventTransport transport, Clock clock) {
        var application = HoldfastService.named(SchedulerService.class, "scheduler-service");
        return new SchedulerInstance(with(application, transport, clock)
                .properties(
                        "HOLDFAST_MONGODB_URI=" + Infrastructure.forTests().mongodbUri(),
                        "HOLDFAST_DATABASE_PREFIX=" + database + "-",
                        "HOLDFAST_REDIS_URI=" + Infrastructure.forTests().redisUri(),
                        "PORT=0")
                .run());
    }

    private static SpringApplicationBuilder with(SpringApplicationBuilder application, EventTransport transport, Clock clock) {
        return application.initializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean(EventTransport.class, () -> transport);
            beans.registerBean(Clock.class, () -> clock);
        });
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Every stored timer as {@code kind status}, sorted. */
    public List<String> timersOf(String bookingId) {
        return timers(new Document("_id", bookingId));
    }

    /** Every stored timer of one revision as {@code kind status}, sorted; none when the booking has another. */
    public List<String> timersOf(String bookingId, int revision) {
        return timers(new Document("_id", bookingId).append("revision", revision));
    }

    /** Every stored timer of those agendas as {@code kind status}, sorted. */
    public List<String> timers(Document filter) {
        return agendas(filter).stream()
                .flatMap(agenda -> agenda.getList("timers", Document.class).stream())
                .map(timer -> timer.getString("kind") + " " + timer.getString("status"))
                .sorted()
                .toList();
    }

    /** In natural order, which says that all are read, and on purpose. */
    public List<Document> agendas(Document filter) {
        return context.getBean(MongoOperations.class)
                .execute("agendas", agendas ->
                        agendas.find(filter).sort(new Document("$natural", 1)).into(new ArrayList<>()));
    }

    public void drop() {
        // At rest first: the embedded server does not stand a database that goes under a writer.
        context.stop();
        context.getBean(MongoOperations.class).execute(database -> {
            database.drop();
            return true;
        });
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
