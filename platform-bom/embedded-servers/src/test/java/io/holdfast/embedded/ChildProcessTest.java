package io.holdfast.embedded;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.holdfast.embedded.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ChildProcessTest {
    @TempDir
    private Path folder;

    @Test
    void childIsGoneWhenItsParentIsKilledWithSigkill() throws Exception {
        Process parent = new ProcessBuilder(Jvm.command(Parent.class)).redirectErrorStream(true).start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8))) {
            ProcessHandle grandchild = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(grandchild.isAlive()).isTrue();

            parent.destroyForcibly();

            await().until(() -> !grandchild.isAlive());
        }
    }

    @Test
    void pidIsTheCommandsOwn() {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (ChildProcess child = ChildProcess.of("shell", "sh", "-c", "echo my pid is $$; exec sleep 300")
                .onLine(lines::add).start()) {
            await().untilAsserted(() -> assertThat(lines).containsExactly("my pid is " + child.pid()));
        }
    }

    @Test
    void killHardEndsAChildThatIgnoresSigterm() {
        List<String> lines = new CopyOnWriteArrayList<>();
        ChildProcess child = ChildProcess.of("stubborn", "sh", "-c", "trap '' TERM; echo ready; while :; do read x; done")
                .onLine(lines::add).start();
        await().until(() -> lines.contains("ready"));

        child.killHard();

        assertThat(child.isAlive()).isFalse();
        assertThat(ProcessHandle.of(child.pid())).isNotPresent();
    }

    @Test
    void stopLetsTheChildSayGoodbyeInTheLog() throws Exception {
        Path log = folder.resolve("logs").resolve("child.log");
        List<String> lines = new CopyOnWriteArrayList<>();
        ChildProcess child = ChildProcess.of("polite", "sh", "-c",
                "trap 'echo goodbye; exit 0' TERM; echo hello; while :; do sleep 0.05; done")
                .logTo(log).onLine(lines::add).start();
        await().until(() -> lines.contains("hello"));

        child.stop();

        assertThat(child.isAlive()).isFalse();
        assertThat(Files.readAllLines(log)).containsExactly("hello", "goodbye");
    }

    @Test
    void childCanHaveOnlyTheVariablesThatItIsGiven() {
        List<String> lines = new CopyOnWriteArrayList<>();
        ChildProcess child = ChildProcess.of("bare", "env").inheritNothing().environment("GIVEN", "yes")
                .onLine(lines::add).start();

        assertThat(child.awaitEnd(Patience.PATIENCE)).isTrue();

        // The shell in between adds some of its own.
        assertThat(lines.stream().map(line -> line.substring(0, line.indexOf('='))))
                .contains("PATH", "GIVEN")
                .isSubsetOf("PATH", "GIVEN", "PWD", "OLDPWD", "SHLVL", "_");
    }

    @Test
    void endOfTheChildIsNoticed() {
        ChildProcess child = ChildProcess.of("short", "true").start();

        assertThat(child.awaitEnd(Patience.PATIENCE)).isTrue();
        assertThat(child.isAlive()).isFalse();
    }

    /** Has a child and waits to be killed. */
    static final class Parent {
        private Parent() {
        }

        public static void main(String[] arguments) throws Exception {
            ChildProcess child = ChildProcess.of("grandchild", "sleep", "300").start();
            System.out.println(child.pid());
            Thread.currentThread().join();
        }
    }
}
