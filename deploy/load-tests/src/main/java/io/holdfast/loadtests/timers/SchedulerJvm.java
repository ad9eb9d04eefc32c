package io.holdfast.loadtests.timers;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.holdfast.defaults.HoldfastService;
import io.holdfast.loadtests.ChildJvm;
import io.holdfast.loadtests.CpuTime;
import io.holdfast.loadtests.QuietLogging;
import io.holdfast.scheduler.SchedulerService;

/** scheduler-service in a JVM of its own, which can be killed. */
final class SchedulerJvm implements AutoCloseable {

    private static final String MARK = "scheduler: ";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ChildJvm child;

    private SchedulerJvm(ChildJvm child) {
        this.child = child;
    }

    /** Starts one; returns when it is ready. */
    static SchedulerJvm start(String mongodb, String kafka, String database) throws InterruptedException {
        List<String> arguments = List.of(
                "--server.port=0",
                "--holdfast.redis.uri=false",
                "--spring.mongodb.uri=" + mongodb,
                "--spring.mongodb.database=" + database,
                "--spring.kafka.bootstrap-servers=" + kafka);
        return new SchedulerJvm(ChildJvm.start(
                        SchedulerJvm.class.getName(), ChildJvm.temporaryHome("scheduler"), arguments, Map.of(), MARK,
                        PATIENCE, line -> {})
                .child());
    }

    /** The child's side. */
    public static void main(String[] arguments) {
        QuietLogging.begin();
        HoldfastService.named(SchedulerService.class, "scheduler-service").run(arguments);
        System.out.println(MARK + "ready");
    }

    CpuTime cpuTime() {
        return CpuTime.of(child.pid());
    }

    void kill() {
        child.kill();
    }

    @Override
    public void close() {
        child.close();
    }
}
