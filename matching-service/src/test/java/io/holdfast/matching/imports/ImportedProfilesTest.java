package io.holdfast.matching.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import io.holdfast.matching.MatchingService;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.servicetest.ServiceUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Profiles in an import are held to what an admin's are held to, checked without a trace, and written once. */
class ImportedProfilesTest {

    private static final String SUBMITTED = "import.professionals-submitted.v1";
    private static final String ANSWERED = "import.profiles-answered.v1";

    private static ServiceUnderTest service;

    private final String job = UUID.randomUUID().toString();
    private final String professional = "dr-" + job;

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.of(MatchingService.class, "matching-service").start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aDryRunSaysWhatWouldBecomeOfThemAndRegistersNobody() {
        submit(true);

        assertThat(answer().at("/answers/0/status").asString()).isEqualTo("CREATED");
        assertThat(service.said(professional)).isEmpty();
        service.as("admin", "admin").get("/api/v1/admin/professionals/" + professional).expect(404);
    }

    @Test
    void whoIsWrittenIsRegisteredOnceHoweverOftenItIsSubmitted() {
        OutboxEntry submitted = submit(false);
        service.hears(submitted);
        service.awaitIdle();

        assertThat(service.typesSaid(professional)).containsExactly("professional.registered.v1");
        assertThat(service.said(ANSWERED, job)).extracting(said -> said.at("/answers/0/status").asString()).containsOnly("CREATED");
        JsonNode profile = service.as("admin", "admin").get("/api/v1/admin/professionals/" + professional).expect(200).body();
        assertThat(profile.at("/displayName").asString()).isEqualTo("Dr Imported");

        submitAs(UUID.randomUUID().toString(), false);
        assertThat(service.typesSaid(professional)).containsExactly("professional.registered.v1");
    }

    /** What a file does not say stays, and what it says differently is replaced. */
    @Test
    void whoIsKnownKeepsWhatIsNotSaid() {
        submit(false, "displayName", "Dr Before");
        String next = UUID.randomUUID().toString();
        submitAs(next, true, "displayName", "Dr After", "phone", null, "category", null, "rate", null, "currency", null);
        assertThat(answerTo(next).at("/answers/0/status").asString()).isEqualTo("UPDATED");

        String last = UUID.randomUUID().toString();
        submitAs(last, false, "displayName", "Dr After", "phone", null, "category", null, "rate", null, "currency", null);

        assertThat(answerTo(last).at("/answers/0/status").asString()).isEqualTo("UPDATED");
        JsonNode profile = service.as("admin", "admin").get("/api/v1/admin/professionals/" + professional).expect(200).body();
        assertThat(profile.at("/displayName").asString()).isEqualTo("Dr After");
        assertThat(profile.at("/category").asString()).isEqualTo("medical");
        assertThat(profile.at("/phone").asString()).isEqualTo("+919811122233");
    }

    @Test
    void whatIsWrongIsSaidInTheWordsOfTheApi() {
        submit(false, "email", "nobody", "zone", "Nowhere/Land", "speaks", List.of("klingonisch"), "rate", null, "currency", null);

        JsonNode refused = answer().at("/answers/0");
        assertThat(refused.at("/status").asString()).isEqualTo("REFUSED");
        assertThat(refused.at("/violations").valueStream().map(one -> one.at("/field").asString() + " " + one.at("/message").asString()))
                .contains(
                        "email must be an email address",
                        "zone must be an IANA time zone such as Asia/Kolkata",
                        "languages must hold language tags such as en",
                        "hourlyRate is missing");
        assertThat(service.said(professional)).isEmpty();
    }

    private OutboxEntry submit(boolean dryRun, Object... changes) {
        return submitAs(job, dryRun, changes);
    }

    private OutboxEntry submitAs(String importId, boolean dryRun, Object... changes) {
        var row = new ArrayList<Object>(List.of(
                "professionals.0.professionalId", professional,
                "professionals.0.displayName", "Dr Imported",
                "professionals.0.email", "imported@example.com",
                "professionals.0.phone", "+919811122233",
                "professionals.0.category", "medical",
                "professionals.0.rate", 150_000,
                "professionals.0.currency", "INR",
                "professionals.0.zone", "Asia/Kolkata",
                "professionals.0.speaks", List.of("en"),
                "professionals.0.offeringIds", List.of("consultation-60")));
        for (int i = 0; i < changes.length; i += 2) {
            row.addAll(Arrays.asList("professionals.0." + changes[i], changes[i + 1]));
        }
        row.addAll(List.of("importId", importId, "dryRun", dryRun));
        OutboxEntry submitted = service.hears(SUBMITTED, row.toArray());
        service.awaitIdle();
        return submitted;
    }

    private JsonNode answer() {
        return answerTo(job);
    }

    private static JsonNode answerTo(String importId) {
        return service.said(ANSWERED, importId).getLast();
    }
}
