package io.holdfast.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class JvmTest {

    @Test
    void aJvmThatDoesNotGetOnTellsWhereItStands(@TempDir Path folder) throws Exception {
        var stuck = new CountDownLatch(1);
        try (ChildProcess jvm = ChildProcess.of("stuck", Jvm.command(Stuck.class))
                .onLine(line -> stuck.countDown())
                .start()) {
            assertThat(stuck.await(1, TimeUnit.MINUTES)).isTrue();

            String threads = Jvm.threadsOf(jvm, folder);

            assertThat(threads).contains("\"main\"", "Stuck.waitForNobody", "threads-" + jvm.pid());
            assertThat(folder.resolve("threads-" + jvm.pid() + ".txt")).content().contains("\"main\"");
            assertThat(folder.resolve("virtual-threads-" + jvm.pid() + ".json")).content().contains("a virtual one");
        }
    }

    @Test
    void oneThatHasEndedIsNoFailure(@TempDir Path folder) {
        ChildProcess jvm = ChildProcess.of("ended", Jvm.JAVA, "-version").start();
        assertThat(jvm.awaitEnd(Duration.ofMinutes(2))).isTrue();

        assertThat(Jvm.threadsOf(jvm, folder)).isNotEmpty();
    }

    static final class Stuck {
        public static void main(String[] arguments) throws InterruptedException {
            var nobody = new CountDownLatch(1);
            Thread.ofVirtual().name("a virtual one").start(() -> {
                try {
                    nobody.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            System.out.println("stuck");
            waitForNobody(nobody);
        }

        private static void waitForNobody(CountDownLatch nobody) throws InterruptedException {
            nobody.await();
        }
    }
}
