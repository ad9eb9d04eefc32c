package io.holdfast.availability.web;

import java.util.List;
import java.util.Map;

import io.holdfast.availability.Neighbours;
import io.holdfast.availability.StoreReads;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Dates and times of an offering, whoever provides it. */
class AnyoneHttpTest {

    private static final String DAY = "/api/v1/availability?date=2026-12-01&offeringId=";
    private static final String MONTH = "/api/v1/available-dates?month=2026-12&offeringId=";
    private static final String TEN = "2026-12-01T04:30:00Z";

    private static final StoreReads READS = new StoreReads();
    private static ServiceUnderTest service;
    private static Neighbours others;
    private static HoldfastApi anybody;

    @BeforeAll
    static void start() {
        // Nothing answers there, so that each look is a read of the store.
        service = READS.start(Neighbours.onMonday().redisAt("redis://127.0.0.1:1"));
        others = new Neighbours(service);
        others.seed();
        anybody = service.guest();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aTimeIsFreeUntilNobodyHasIt() {
        String team = others.team(2);
        JsonNode day = anybody.get(DAY + team).expect(200).body();
        assertThat(day.propertyNames()).containsExactly("date", "zone", "duration", "prices", "slots");
        assertThat(day.path("zone").stringValue()).isEqualTo("Asia/Kolkata");
        assertThat(day.path("slots").size()).isEqualTo(29);
        assertThat(day.path("slots").get(0).toString()).isEqualTo("""
                {"start":"2026-12-01T03:30:00Z","end":"2026-12-01T04:30:00Z","time":"09:00","available":true,"reason":null}\
                """);
        assertThat(day.path("prices").get(1).toString())
                .isEqualTo("{\"duration\":60,\"price\":{\"amount\":150000,\"currency\":\"INR\"}}");

        hold("one-" + team, team, team + "-1");
        assertThat(reasonAt(team, "10:00")).isEqualTo("null");
        hold("two-" + team, team, team + "-2");
        assertThat(reasonAt(team, "10:00")).isEqualTo("HELD");
        assertThat(reasonAt(team, "11:00")).isEqualTo("null");
        assertThat(anybody.get(DAY + team + "&duration=120").expect(200).body().path("slots").size()).isEqualTo(25);
    }

    @Test
    void datesAndTimesAreThoseOfTheZoneThatIsAskedFor() {
        String team = others.team(1);
        service.hears("professional.registered.v1", "professionalId", team + "-ny", "offeringIds", List.of(team),
                "zone", "America/New_York");
        service.awaitIdle();

        JsonNode london = anybody.get(DAY + team + "&zone=Europe/London").expect(200).body();
        assertThat(london.path("zone").stringValue()).isEqualTo("Europe/London");
        assertThat(london.path("slots").valueStream().map(slot -> slot.path("time").stringValue()))
                .hasSize(58).startsWith("03:30").endsWith("21:00");
        assertThat(anybody.get(DAY + team).expect(200).body().path("zone").stringValue()).isEqualTo("America/New_York");

        JsonNode month = anybody.get(MONTH + team + "&zone=Pacific/Auckland").expect(200).body();
        assertThat(month.path("zone").stringValue()).isEqualTo("Pacific/Auckland");
        // Friday's last hours in New York are Saturday in Auckland.
        assertThat(dates(month)).startsWith("2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05", "2026-12-07");
        assertThat(dates(anybody.get(MONTH + team + "&zone=Asia/Kolkata").expect(200).body())).contains("2026-12-05");
    }

    @Test
    void aMonthListsTheDatesOnWhichSomebodyHasSomething() {
        String team = others.team(2);
        closed(team + "-1", "2026-12-02");
        assertThat(dates(anybody.get(MONTH + team).expect(200).body()))
                .startsWith("2026-12-01", "2026-12-02", "2026-12-03").endsWith("2026-12-22", "2026-12-23").hasSize(17);

        closed(team + "-2", "2026-12-02");
        assertThat(dates(anybody.get(MONTH + team).expect(200).body())).doesNotContain("2026-12-02").hasSize(16);
        assertThat(dates(anybody.get(MONTH.replace("2026-12", "2027-03") + team).expect(200).body())).isEmpty();
    }

    @Test
    void aDayAndAMonthOfManyAreOneReadOfDaysEach() {
        String team = others.team(5);
        int before = READS.ofDays();
        anybody.get(DAY + team).expect(200);
        assertThat(READS.ofDays()).isEqualTo(before + 1);
        anybody.get(MONTH + team).expect(200);
        assertThat(READS.ofDays()).isEqualTo(before + 2);
    }

    @Test
    void whoLeavesIsNobodyAnyMoreAndNobodyHasNoTimes() {
        String team = others.team(1);
        service.hears("professional.deactivated.v1", "professionalId", team + "-1");
        service.awaitIdle();

        assertThat(anybody.get(DAY + team).expect(200).body().path("slots").isEmpty()).isTrue();
        assertThat(dates(anybody.get(MONTH + team).expect(200).body())).isEmpty();
    }

    @Test
    void whereTheProfessionalDecidesWhatItCostsOneHasToBeChosen() {
        service.hears("offering.published.v1", "offeringId", "own-rates", "price", null, "hourlyRate", null);
        service.hears("offering.published.v1", "offeringId", "found-for-you", "mode", "MATCH");
        service.awaitIdle();

        assertThat(code(anybody.get(DAY + "own-rates").expect(422))).isEqualTo("professional-decides-price");
        assertThat(code(anybody.get(MONTH + "own-rates").expect(422))).isEqualTo("professional-decides-price");
        assertThat(code(anybody.get(DAY + "found-for-you").expect(422))).isEqualTo("mode-unavailable");
        assertThat(code(anybody.get(DAY + "consultation-60&duration=45").expect(422))).isEqualTo("duration-not-offered");
        anybody.get(DAY + "nothing").expect(404);
        anybody.get(DAY + "consultation-60", "Holdfast-Tenant", "other").expect(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /availability?offeringId=consultation-60                                  | date
            /availability?date=2026-12-01                                             | offeringId
            /availability?offeringId=consultation-60&date=2026-02-30                  | date
            /availability?offeringId=consultation-60&date=2026-12-01&zone=Mars/Base   | zone
            /availability?offeringId=consultation-60&date=2026-12-01&duration=0       | duration
            /available-dates?offeringId=consultation-60                               | month
            /available-dates?offeringId=consultation-60&month=2026-13                 | month
            /available-dates?offeringId=consultation-60&month=2026-12&zone=%2B05:30   | zone
            """)
    void badInputNamesItsField(String path, String field) {
        assertThat(anybody.get("/api/v1" + path).expect(400).errorFields()).containsExactly(field);
    }

    private static void hold(String booking, String offering, String professional) {
        service.hears(others.requested(booking, offering, professional, TEN));
        others.answers(booking, 1);
    }

    private static void closed(String professional, String date) {
        service.as(professional, "professional")
                .put("/api/v1/professionals/me/schedule", Map.of("overrides", List.of(Map.of("date", date, "closed", true))))
                .expect(200);
    }

    private static String code(HoldfastApi.Answer problem) {
        return problem.body().path("code").stringValue();
    }

    private static String reasonAt(String offering, String time) {
        return anybody.get(DAY + offering).expect(200).body().path("slots").valueStream()
                .filter(slot -> slot.path("time").stringValue().equals(time))
                .map(slot -> slot.path("reason").isNull() ? "null" : slot.path("reason").stringValue())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> dates(JsonNode month) {
        return month.path("availableDates").valueStream().map(JsonNode::stringValue).toList();
    }
}
