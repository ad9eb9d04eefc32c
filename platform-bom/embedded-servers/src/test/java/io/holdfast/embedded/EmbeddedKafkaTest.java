package io.holdfast.embedded;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.holdfast.embedded.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedKafkaTest {
    private static final String TOPIC = "bookings";

    @TempDir
    private Path folder;

    @Test
    void recordsAndOffsetsOutliveAStopAndAStartOnTheSamePort() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.in(folder, 0).start()) {
            createTopic(kafka.bootstrap());
            send(kafka.bootstrap(), "first");
            assertThat(receive(kafka.bootstrap(), 1)).containsExactly("first");
            send(kafka.bootstrap(), "second");
            int port = kafka.port();

            kafka.stop();
            kafka.start();

            assertThat(kafka.port()).isEqualTo(port);
            assertThat(receive(kafka.bootstrap(), 1)).containsExactly("second");
        }
    }

    @Test
    void topicsAreNotMadeByWritingToThem() {
        try (EmbeddedKafka kafka = EmbeddedKafka.in(folder, 0).start()) {
            assertThatThrownBy(() -> send(kafka.bootstrap(), "lost")).hasMessageContaining("not present in metadata");
        }
    }

    /** Of both: the clients' port and the one that the broker and its controller talk on. */
    @Test
    void aPortThatIsTakenBeforeItIsBoundIsChosenAgain() throws Exception {
        try (ServerSocket clients = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket controller = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = FreePorts.next();
            Iterator<Integer> found = List.of(clients.getLocalPort(), FreePorts.next(), FreePorts.next(),
                    controller.getLocalPort(), free, FreePorts.next()).iterator();
            try (EmbeddedKafka kafka = EmbeddedKafka.in(folder, found::next).start()) {
                assertThat(kafka.port()).isEqualTo(free);
                createTopic(kafka.bootstrap());
                send(kafka.bootstrap(), "first");
                assertThat(receive(kafka.bootstrap(), 1)).containsExactly("first");
            }
        }
    }

    @Test
    void acknowledgedRecordsOutliveTheKillOfTheBrokersJvm() throws Exception {
        int port = FreePorts.next();
        ChildProcess broker = ServerProcess.start(ChildProcess.of("kafka", Jvm.command(
                Broker.class, folder.toString(), Integer.toString(port))), "serving");
        try (broker) {
            createTopic("127.0.0.1:" + port);
            send("127.0.0.1:" + port, "kept");
            broker.killHard();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.in(folder, port).start()) {
            assertThat(receive(kafka.bootstrap(), 1)).containsExactly("kept");
        }
    }

    private static void createTopic(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get(2, TimeUnit.MINUTES);
        }
    }

    private static void send(String bootstrap, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "max.block.ms", "2000"),
                new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "b-1", value)).get(2, TimeUnit.MINUTES);
        }
    }

    private static List<String> receive(String bootstrap, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "group.id", "readers", "auto.offset.reset", "earliest"),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            await().pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
                return values.size() >= count;
            });
            consumer.commitSync();
        }
        return values;
    }

    /** The broker in a JVM of its own, to be killed. */
    static final class Broker {
        private Broker() {
        }

        public static void main(String[] arguments) {
            EmbeddedKafka kafka = EmbeddedKafka.in(Path.of(arguments[0]), Integer.parseInt(arguments[1])).start();
            System.out.println("serving on " + kafka.bootstrap());
        }
    }
}
