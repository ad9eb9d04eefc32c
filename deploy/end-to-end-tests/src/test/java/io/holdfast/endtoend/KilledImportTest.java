package io.holdfast.endtoend;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.InTurn;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGKILL to one service in the middle of an import: it takes up what it left, nothing is there twice and nothing is missing.
 *
 * <p>{@code -Dholdfast.e2e.services=all} does it to matching-service, too, while it takes professionals.
 */
@InTurn(0)
@OnServicesApart
class KilledImportTest {

    private static final String IMPORTS = "/api/v1/admin/imports";
    private static final String BOUNDARY = "between-the-parts";
    /** More than a chunk has, so that there is a middle. */
    private static final int PROFESSIONALS = 110;
    private static final int CONTACTS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Apart apart = Apart.running();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(20);

    static List<Arguments> service() {
        var bookings = Arguments.of("booking-service", "bookings");
        return Apart.EACH_SERVICE ? List.of(Arguments.of("matching-service", "professionals"), bookings) : List.of(bookings);
    }

    @ParameterizedTest(name = "{0}, while {1} come")
    @MethodSource("service")
    void whatIsImportedIsThereOnceAlthoughThatServiceWasKilled(String service, String rows) {
        String id = imported();
        Eventually.see("some are there", PATIENCE, () -> theirs(service, rows).size(), some -> some >= 5);
        apart.killHard(service);
        assertThat(apart.stored("booking-service", "imports").stream().filter(job -> job.getString("_id").equals(id)))
                .as("it goes on").extracting(job -> job.getBoolean("running")).containsExactly(true);
        apart.restart(service);

        JsonNode done = over(id);
        assertThat(done.get("status").asString()).as(done.toString()).isEqualTo("DONE");
        assertThat(tallies(done, "created")).isEqualTo("OFFERINGS 1, PROFESSIONALS 110, CONTACTS 30, BOOKINGS 110");
        assertThat(tallies(done, "refused")).isEqualTo("OFFERINGS 0, PROFESSIONALS 0, CONTACTS 0, BOOKINGS 0");

        List<Document> bookings = theirs("booking-service", "bookings");
        assertThat(bookings).hasSize(PROFESSIONALS).extracting(booking -> booking.getString("status")).containsOnly("CONFIRMED");
        assertThat(bookings).extracting(booking -> booking.getString("professionalId")).doesNotHaveDuplicates();
        assertThat(bookings).extracting(booking -> booking.get("terms", Document.class).get("number")).doesNotHaveDuplicates();
        assertThat(theirs("matching-service", "professionals")).hasSize(PROFESSIONALS);
        assertThat(theirs("booking-service", "contacts")).hasSize(CONTACTS);
        List<Document> reserved = theirs("availability-service", "calendar_days").stream()
                .flatMap(found -> found.getList("reservations", Document.class).stream())
                .toList();
        assertThat(reserved).hasSize(PROFESSIONALS).extracting(found -> found.getString("status")).containsOnly("BOOKED");
        assertThat(theirs("notification-service", "notifications"))
                .as("nobody is told")
                .allSatisfy(told -> assertThat(told.get("notification", Document.class).getList("deliveries", Document.class)).isEmpty());

        assertThat(tallies(over(imported()), "unchanged")).isEqualTo("OFFERINGS 1, PROFESSIONALS 110, CONTACTS 30, BOOKINGS 110");
        assertThat(theirs("booking-service", "bookings")).hasSize(PROFESSIONALS);
    }

    private String imported() {
        var files = new TreeMap<String, String>();
        files.put("offerings", "id,name,durations,price,currency\nvisit-" + mark + ",Visit,60,80.00,INR\n");
        files.put("professionals", "id,displayName,email,category,hourlyRate,zone,offeringIds,hours\n" + lines(PROFESSIONALS, n ->
                "p%d-%s,Person %d,p%d-%s@example.com,Therapist,0,Africa/Abidjan,visit-%s,MON-SUN 08:00-20:00"
                        .formatted(n, mark, n, n, mark, mark)));
        files.put("contacts", "id,name,email\n" + lines(CONTACTS, n -> "c%d,Client %d,c%d-%s@example.com".formatted(n, n, n, mark)));
        files.put("bookings", "id,offeringId,professionalId,start,duration,contactId\n" + lines(PROFESSIONALS, n ->
                "b%d,visit-%s,p%d-%s,%sT%02d:00:00Z,60,c%d".formatted(n, mark, n, mark, day, 9 + n % 8, n % CONTACTS)));
        var body = new StringBuilder();
        files.forEach((part, file) -> body.append("--").append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"").append(part).append("\"; filename=\"").append(part)
                .append(".csv\"\r\nContent-Type: text/csv\r\n\r\n").append(file).append("\r\n"));
        body.append("--").append(BOUNDARY).append("--\r\n");
        return apart.admin
                .send("POST", IMPORTS + "?dryRun=false&source=" + mark, body.toString(),
                        "Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .expect(202)
                .body()
                .get("id")
                .asString();
    }

    private static String lines(int many, IntFunction<String> line) {
        return IntStream.range(0, many).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private JsonNode over(String id) {
        return Eventually.see("the import is over", PATIENCE, () -> apart.admin.get(IMPORTS + "/" + id), answer ->
                        answer.status() == 200 && !answer.body().get("finishedAt").isNull())
                .body();
    }

    private static String tallies(JsonNode job, String what) {
        return Platform.list(job.get("report")).stream()
                .map(row -> row.get("kind").asString() + " " + row.get(what).asInt())
                .collect(Collectors.joining(", "));
    }

    /** What a service has that names something of this test. */
    private List<Document> theirs(String service, String collection) {
        return apart.stored(service, collection).stream().filter(found -> found.toJson().contains(mark)).toList();
    }
}
