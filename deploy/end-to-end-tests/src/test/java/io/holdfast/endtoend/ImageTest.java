package io.holdfast.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.holdfast.embedded.ChildProcess;
import io.holdfast.embedded.FreePorts;
import io.holdfast.embedded.Jvm;
import io.holdfast.testsupport.scenario.InTurn;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code deploy/Dockerfile} does and a machine without Docker can do: the start that writes the class archive needs no engine and
 * leaves an archive that the next start takes, and the health check tells a ready service from none.
 *
 * <p>{@code -Dholdfast.e2e.images=all} trains every module.
 */
@OnServicesApart
class ImageTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ARCHIVE = "classes.jsa";
    private static final int NEWEST_FLAG = 24;

    private final Path repository = Apart.repository();
    private final Apart apart = Apart.running();

    static Set<String> service() {
        return "all".equals(System.getProperty("holdfast.e2e.images")) ? ServiceVariables.MODULES.keySet() : Set.of("scheduler-service");
    }

    @InTurn(1)
    @ParameterizedTest
    @MethodSource("service")
    void theClassArchiveIsWrittenWithoutAnyEngine(String service) throws IOException {
        Assumptions.assumeTrue(Runtime.version().feature() >= NEWEST_FLAG, "java.options has flags of the images' JVM.");
        Path image = Path.of("target", "images", service).toAbsolutePath();
        FileSystemUtils.deleteRecursively(image);
        Files.createDirectories(image.getParent());
        FileSystemUtils.copyRecursively(apart.first(service).laidOut().toAbsolutePath().getParent(), image);
        for (String file : List.of("java.options", "training.options")) {
            Files.copy(repository.resolve("deploy/image").resolve(file), image.resolve(file));
        }
        String jar = apart.first(service).laidOut().getFileName().toString();

        Queue<String> trained = new ConcurrentLinkedQueue<>();
        int code = run(image, trained,
                "@java.options", "-XX:ArchiveClassesAtExit=" + ARCHIVE, "@training.options", "-jar", jar);

        // Where it asks for the store, its start ends; nearly all of its classes are loaded by then.
        assertThat(image.resolve(ARCHIVE)).as("%s ended with %d and said %s", service, code, trained).isNotEmptyFile();
        Queue<String> said = new ConcurrentLinkedQueue<>();
        run(image, said, "@java.options", "-XX:SharedArchiveFile=" + ARCHIVE, "-Xshare:auto", "-Xlog:class+load:file=loaded.txt",
                "@training.options", "-jar", jar);
        List<String> loaded = Files.readAllLines(image.resolve("loaded.txt"));
        assertThat(loaded.stream().filter(line -> line.contains("source: shared objects file")).count())
                .as("of %d classes", loaded.size())
                .isGreaterThan(loaded.size() * 8L / 10);
        FileSystemUtils.deleteRecursively(image);
    }

    /** The same files, in the same order, as the test above does it. */
    @Test
    void theDockerfileDoesTheSame() {
        String dockerfile = ServiceVariables.text(repository.resolve("deploy/Dockerfile"));

        assertThat(dockerfile)
                .contains("RUN java @java.options -XX:ArchiveClassesAtExit=" + ARCHIVE + " @training.options -jar app.jar")
                .contains("ENTRYPOINT [\"java\", \"@java.options\", \"-XX:SharedArchiveFile=" + ARCHIVE + "\", \"-jar\", \"app.jar\"]")
                .contains("deploy/image/ ./")
                .contains("HEALTHCHECK", "/app/healthy")
                .contains("USER 10001:10001");
        assertThat(dockerfile.lines().filter(line -> line.contains("mvn ")).count()).as("builds").isOne();
    }

    @Test
    void theHealthCheckTellsAReadyServiceFromNone() {
        for (String service : List.of("booking-service", "gateway")) {
            assertThat(healthy(apart.first(service).ports())).as(service).isZero();
        }
        assertThat(healthy(Map.of("PORT", Integer.toString(FreePorts.next())))).isNotZero();
    }

    private int healthy(Map<String, String> environment) {
        var command = ChildProcess.of("healthy", "bash", repository.resolve("deploy/image/healthy").toString()).inheritNothing();
        environment.forEach(command::environment);
        return ended(command.start());
    }

    private static int run(Path image, Queue<String> said, String... arguments) {
        var command = new ArrayList<>(List.of(Jvm.JAVA));
        command.addAll(List.of(arguments));
        return ended(ChildProcess.of("training", command).inheritNothing().directory(image).onLine(said::add).start());
    }

    private static int ended(ChildProcess process) {
        assertThat(process.awaitEnd(PATIENCE)).as("%s ended", process).isTrue();
        return process.exitCode();
    }
}
