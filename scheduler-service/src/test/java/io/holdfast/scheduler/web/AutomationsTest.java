package io.holdfast.scheduler.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import io.holdfast.scheduler.BookingSays;
import io.holdfast.scheduler.SchedulerService;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The automation log through HTTP; one service for all tests, whose clock has gone to where the first booking starts. */
class AutomationsTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Instant START = NOW.plus(Duration.ofDays(2));
    private static final Instant END = START.plus(Duration.ofHours(1));
    private static final String PATH = "/api/v1/admin/automations";

    private static final ServiceUnderTest scheduler =
            ServiceUnderTest.of(SchedulerService.class, "scheduler-service").at(NOW).start();
    private static final HoldfastApi admin = scheduler.as("admin", "admin");

    @BeforeAll
    static void letTimePass() {
        var booking = new BookingSays(scheduler, "");
        booking.awaitingPayment("b-1", NOW.plus(Duration.ofMinutes(15)));
        booking.confirmed("b-1", START, END);
        booking.confirmed("b-2", START.plus(Duration.ofDays(1)), END.plus(Duration.ofDays(1)));
        scheduler.hears(scheduler.eventOf(
                "another", 1, "booking.confirmed.v1", "bookingId", "theirs", "start", START, "end", END, "reminders", List.of("PT1H")));
        scheduler.awaitIdle();
        scheduler.clock().set(START);
        await().untilAsserted(() -> assertThat(scheduler.typesSaid("b-1")).contains("booking.start-reached.v1"));
    }

    @AfterAll
    static void stop() {
        scheduler.close();
    }

    @Test
    void aTimerIsShownWithAllThatBecameOfIt() {
        JsonNode started = items("?bookingId=b-1&type=START").getFirst();

        assertThat(started.get("bookingId").asString()).isEqualTo("b-1");
        assertThat(started.get("data").isEmpty()).isTrue();
        assertThat(started.get("revision").asInt()).isEqualTo(1);
        assertThat(started.get("scheduledFor").asString()).isEqualTo(START.toString());
        assertThat(started.get("executedAt").asString()).isEqualTo(START.toString());
        assertThat(started.get("status").asString()).isEqualTo("COMPLETED");
        assertThat(started.get("error").isNull()).isTrue();

        JsonNode reminder = scheduler.asOneOf("another", "admin", "admin").get(PATH + "?type=REMINDER").expect(200).body();
        assertThat(reminder.at("/items/0/data/lead").asString()).isEqualTo("PT1H");

        JsonNode withdrawn = items("?bookingId=b-1&type=HOLD").getFirst();
        assertThat(withdrawn.get("status").asString()).isEqualTo("WITHDRAWN");
        assertThat(withdrawn.get("executedAt").isNull()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ?type=START                                               | b-2 START, b-1 START
            ?type=START&status=PENDING                                | b-2 START
            ?bookingId=b-2&type=END                                   | b-2 END
            ?bookingId=b-2&status=FAILED                              |
            ?bookingId=nobody                                         |
            ?bookingId=theirs                                         |
            ?type=END&from=2026-12-03T11:00:00Z                       | b-2 END, b-1 END
            ?type=END&from=2026-12-03T11:00:00.001Z                   | b-2 END
            ?type=END&to=2026-12-04T11:00:00Z                         | b-1 END
            ?from=2026-12-03T10:00:00Z&to=2026-12-03T11:00:00Z        | b-1 START
            ?status=WITHDRAWN&type=HOLD                               | b-1 HOLD
            """)
    void filtersNarrowItDown(String query, String expected) {
        assertThat(lines(query)).isEqualTo(expected == null ? List.of() : List.of(expected.split(", ")));
    }

    @Test
    void pagesHoldEachTimerOnceTheLatestFirst() {
        int total = total("");
        var paged = new ArrayList<JsonNode>();
        for (int page = 1; page <= total; page++) {
            List<JsonNode> items = items("?limit=1&page=" + page);
            assertThat(items).hasSize(1);
            paged.addAll(items);
        }

        assertThat(total).isGreaterThanOrEqualTo(5);
        assertThat(paged).doesNotHaveDuplicates().isEqualTo(items("?limit=100"));
        List<String> instants = paged.stream().map(item -> item.get("scheduledFor").asString()).toList();
        assertThat(IntStream.range(1, total))
                .allMatch(i -> !Instant.parse(instants.get(i)).isAfter(Instant.parse(instants.get(i - 1))));
        assertThat(items("?limit=100&page=2147483647")).isEmpty();
        assertThat(total("?page=2147483647")).isEqualTo(total);
    }

    @Test
    void onlyAdminsReadItAndOnlyTheirTenants() {
        scheduler.guest().get(PATH).expect(401);
        scheduler.forger().get(PATH).expect(401);
        scheduler.as("asha", "client").get(PATH).expect(403);
        scheduler.as("dr-sarah-khan", "professional").get(PATH).expect(403);

        JsonNode theirs = scheduler.asOneOf("another", "admin", "admin").get(PATH).expect(200).body();
        assertThat(StreamSupport.stream(theirs.get("items").spliterator(), false))
                .isNotEmpty()
                .allMatch(item -> item.get("bookingId").asString().equals("theirs"));
        assertThat(scheduler.asOneOf("nobodys", "admin", "admin").get(PATH).expect(200).body().get("items").isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(delimiter = '|', textBlock = """
            ?status=FIRED                                       | status
            ?type=TEA                                           | type
            ?bookingId=%20                                      | bookingId
            ?from=yesterday                                     | from
            ?to=1                                               | to
            ?from=2026-12-02T00:00:00Z&to=2026-12-02T00:00:00Z  | to
            ?page=0                                             | page
            ?limit=101                                          | limit
            ?type=START&type=END                                | type
            """)
    void whatCannotBeMeantIsRefusedByName(String query, String field) {
        JsonNode problem = admin.get(PATH + query).expect(400).body();

        assertThat(problem.at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void aBookingIdIsNotTooLong() {
        admin.get(PATH + "?bookingId=" + "b".repeat(201)).expect(400);
        assertThat(items("?bookingId=" + "b".repeat(200))).isEmpty();
    }

    private static List<String> lines(String query) {
        return items(query).stream()
                .map(item -> item.get("bookingId").asString() + " " + item.get("type").asString())
                .toList();
    }

    private static List<JsonNode> items(String query) {
        JsonNode items = admin.get(PATH + query).expect(200).body().get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static int total(String query) {
        return admin.get(PATH + query).expect(200).body().at("/pagination/total").asInt();
    }
}
