package io.holdfast.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CatalogueTest {

    private static final ContractFiles SHIPPED = ContractFiles.shipped();

    private final Catalogue catalogue = Catalogue.load();

    @Test
    void topicsSayHowTheyAreKept() {
        Topic bookings = catalogue.topicOf("booking.confirmed.v1");
        assertThat(bookings.name()).isEqualTo("bookings");
        assertThat(bookings.key()).isEqualTo("bookingId");
        assertThat(bookings.partitions()).isEqualTo(12);
        assertThat(bookings.producer()).isEqualTo("booking-service");
        assertThat(bookings.retention()).isEqualTo(Duration.ofDays(7));
        assertThat(bookings.settings()).isEqualTo(Map.of("cleanup.policy", "delete", "retention.ms", "604800000"));

        Topic offerings = catalogue.topicOf("offering.published.v1");
        assertThat(offerings.compacted()).isTrue();
        assertThat(offerings.retention()).isNull();
        assertThat(offerings.settings()).isEqualTo(Map.of("cleanup.policy", "compact"));
    }

    @Test
    void onlyTheTopicsOfProfessionalsOfferingsAndCalendarsKeepTheirLastEventForGood() {
        assertThat(catalogue.topics().stream().filter(Topic::compacted).map(Topic::name))
                .containsExactlyInAnyOrder("professionals", "offerings", "calendars");
    }

    @Test
    void timersAreOnTheSchedulersTopicWhateverTheyAreNamedFor() {
        assertThat(catalogue.topicOf("booking.start-reached.v1").name()).isEqualTo("timers");
        assertThat(catalogue.producedBy("scheduler-service"))
                .extracting(EventType::type).contains("hold.timed-out.v1", "booking.start-reached.v1");
        assertThat(catalogue.producedBy("scheduler-service"))
                .allMatch(event -> catalogue.topicOf(event.type()).producer().equals("scheduler-service"));
    }

    @Test
    void aServiceConsumesWhatNamesItAsAConsumer() {
        assertThat(catalogue.event("slot.reserved.v1").consumers()).containsExactly("booking-service", "matching-service");
        for (String service : List.of("booking-service", "payment-service", "matching-service")) {
            assertThat(catalogue.consumedBy(service)).isNotEmpty().containsExactlyElementsOf(
                    catalogue.events().stream().filter(event -> event.consumers().contains(service)).toList());
        }
    }

    @Test
    void noSchemaLiesAroundUnlisted() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/main/resources/io/holdfast/contracts/events"))) {
            assertThat(folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(catalogue.events().stream().map(EventType::type).toList());
        }
    }

    @Test
    void unknownTypeIsNamed() {
        List<Consumer<String>> questions = List.of(catalogue::topicOf, catalogue::event, catalogue::schemaOf,
                catalogue::producerSchemaOf, catalogue::exampleOf);
        assertThat(questions).allSatisfy(question -> assertThatExceptionOfType(UnknownEventTypeException.class)
                .isThrownBy(() -> question.accept("booking.vanished.v1"))
                .withMessage("Event type 'booking.vanished.v1' is not in catalogue.yaml"));
    }

    @Test
    void missingFilesAreNamed() {
        refused(without("events/slot.lost.v1/schema.json"), "events/slot.lost.v1/schema.json is missing");
        refused(without("events/slot.lost.v1/examples.json"), "events/slot.lost.v1/examples.json is missing");
        refused(without("catalogue.yaml"), "catalogue.yaml is missing");
    }

    @Test
    void filesThatAreNoJsonObjectAreNamed() {
        refused(replacing("events/slot.lost.v1/examples.json", "bookingId", "bookingId\" oops"),
                "events/slot.lost.v1/examples.json cannot be read");
        refused(with("events/slot.lost.v1/examples.json", "[]"), "events/slot.lost.v1/examples.json has no body");
    }

    @Test
    void eventOnAnUnlistedTopicIsRefused() {
        refused(inCatalogue("type: slot.lost.v1\n    topic: slots", "type: slot.lost.v1\n    topic: slot"),
                "event 'slot.lost.v1' is on topic 'slot', which is not listed");
    }

    @Test
    void namesOutsideTheConventionAreRefused() {
        for (String name : List.of("slot.lost", "slot.lost.v0", "SlotLost.v1", "slot.lost.1", "slot.lost.now.v1")) {
            refused(inCatalogue("type: slot.lost.v1", "type: " + name),
                    "event '" + name + "' is not named <aggregate>.<past-tense>.v<N>");
        }
    }

    @Test
    void listingTwiceIsRefused() {
        refused(inCatalogue("type: slot.lost.v1", "type: slot.booked.v1"), "event 'slot.booked.v1' is listed twice");
        refused(inCatalogue("name: slots", "name: bookings"), "topic 'bookings' is listed twice");
        refused(inCatalogue("      scheduler-service: arms START",
                "      notification-service: arms START"), "catalogue.yaml cannot be read: Duplicate");
    }

    @Test
    void servicesNobodyKnowsAreRefused() {
        refused(inCatalogue("producer: payment-service", "producer: payments-service"),
                "topic 'payments' has the producer 'payments-service', which is not among the services");
        refused(inCatalogue("scheduler-service: arms START", "mail-service: arms START"),
                "event 'booking.confirmed.v1' has the consumer 'mail-service', which is not among the services");
    }

    @Test
    void topicIsEitherCompactedOrKeptForATime() {
        refused(inCatalogue("compacted: true", "compacted: false"), "'calendars' must be either compacted");
        refused(inCatalogue("compacted: true", "compacted: true\n    retention: P7D"),
                "'calendars' must be either compacted");
        refused(inCatalogue("retention: P7D", "retention: PT0S"), "'bookings' must be either compacted");
        refused(inCatalogue("retention: P7D", "retention: a week"), "is no ISO 8601 duration: a week");
    }

    @Test
    void topicNeedsPartitions() {
        refused(inCatalogue("partitions: 12", "partitions: 0"), "topic 'bookings' needs partitions, at least 1");
        refused(inCatalogue("partitions: 12", "partitions: many"), "topic 'bookings' needs partitions, at least 1");
    }

    @Test
    void missingEntriesAreNamed() {
        refused(inCatalogue("    key: bookingId\n", ""), "topic 'bookings' has no 'key'");
        refused(inCatalogue("scheduler-service: arms START, END and each REMINDER before the start", "scheduler-service:"),
                "event 'booking.confirmed.v1' has no 'scheduler-service'");
        refused(inCatalogue("consumers: {}", "consumers: []"), "has no 'consumers', each with what it does");
    }

    @Test
    void schemaMustRequireTheKeyOfItsTopic() {
        refused(replacing("events/slot.lost.v1/schema.json", "\"bookingId\",\n", ""),
                "event 'slot.lost.v1': its schema does not require 'bookingId', the key of slots");
    }

    @Test
    void publicFieldsAreFieldsAndTheKeyIsAmongThem() {
        refused(inCatalogue("public: [bookingId, number, revision, mode", "public: [bookingId, nickname, revision, mode"),
                "event 'booking.requested.v1': its schema has no 'nickname', which is said to be public");
        refused(inCatalogue("price, previous, previousProfessional,", "price, previous.nobody, previousProfessional,"),
                "event 'booking.rescheduled.v1': its schema has no 'previous.nobody', which is said to be public");
        refused(inCatalogue("public: [bookingId, number, revision, mode", "public: [number, revision, mode"),
                "event 'booking.requested.v1': its public fields lack 'bookingId', the key of bookings");
    }

    @Test
    void nothingThatIsPublicTellsOfAClient() {
        var personal = List.of(
                "Asha", "Rao", "asha@example.com", "+91", "Lotus Marg", "demo-client", "sarah.khan@example.com", "Ring twice", "1990-05");
        for (EventType event : catalogue.events()) {
            for (String example : catalogue.examplesOf(event.type())) {
                var body = (ObjectNode) JsonMapper.shared().readTree(example);
                assertThat(event.publicPartOf(body).toString()).as(event.type()).doesNotContain(personal);
            }
        }
        EventType confirmed = catalogue.event("booking.confirmed.v1");
        var body = (ObjectNode) JsonMapper.shared().readTree(catalogue.exampleOf(confirmed.type()));
        assertThat(confirmed.publicPartOf(body).propertyNames()).containsExactlyElementsOf(confirmed.publicFields());
        assertThat(catalogue.event("slot.reserved.v1").publicPartOf(body)).isEmpty();
    }

    @Test
    void aPartOfAFieldIsPublicAndTheRestOfItIsNot() {
        var event = new EventType("a.b.v1", "t", "s", new LinkedHashMap<>(), List.of("a.b", "a.c", "d.e", "f"));
        var body = (ObjectNode) JsonMapper.shared().readTree("{\"a\":{\"b\":1,\"c\":2,\"x\":3},\"d\":\"text\",\"y\":5}");

        assertThat(event.publicPartOf(body).toString()).isEqualTo("{\"a\":{\"b\":1,\"c\":2}}");
    }

    @Test
    void everyFaultIsReportedAtOnce() {
        ContractFiles files = inCatalogue("producer: payment-service", "producer: payments-service");
        refused(path -> path.equals("events/slot.lost.v1/examples.json") ? null : files.read(path),
                "events/slot.lost.v1/examples.json is missing", "'payments-service'");
    }

    @Test
    void anotherSystemsCatalogueIsReadFromBesideItsOwnClasses() {
        assertThat(Catalogue.loadBeside(Catalogue.class).topics()).isEqualTo(catalogue.topics());
        assertThatExceptionOfType(BrokenCatalogueException.class)
                .isThrownBy(() -> Catalogue.loadBeside(Test.class))
                .withMessageContaining("catalogue.yaml is missing");
    }

    private static void refused(ContractFiles files, String... faults) {
        assertThatExceptionOfType(BrokenCatalogueException.class).isThrownBy(() -> Catalogue.load(files))
                .satisfies(e -> assertThat(e).message().contains(faults));
    }

    private static ContractFiles without(String missing) {
        return path -> path.equals(missing) ? null : SHIPPED.read(path);
    }

    private static ContractFiles with(String replaced, String text) {
        return path -> path.equals(replaced) ? text : SHIPPED.read(path);
    }

    private static ContractFiles inCatalogue(String before, String after) {
        return replacing("catalogue.yaml", before, after);
    }

    /** Changes the first occurrence only, and insists that there is one: a seed that changes nothing proves nothing. */
    private static ContractFiles replacing(String path, String before, String after) {
        String text = SHIPPED.read(path);
        int at = text.indexOf(before);
        assertThat(at).as("'%s' in %s", before, path).isNotNegative();
        return with(path, text.substring(0, at) + after + text.substring(at + before.length()));
    }
}
