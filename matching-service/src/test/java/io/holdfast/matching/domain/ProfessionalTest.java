package io.holdfast.matching.domain;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

import io.holdfast.matching.domain.ProfessionalEvent.Deactivated;
import io.holdfast.matching.domain.ProfessionalEvent.Registered;
import io.holdfast.matching.domain.ProfessionalEvent.Updated;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProfessionalTest {

    private static final ProfessionalId ID = new ProfessionalId(new TenantId("demo"), "dr-sarah-khan");

    @ParameterizedTest(name = "{0} becomes {1}, renamed {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            active   | active   | no  | nothing
            active   | active   | yes | Updated
            active   | inactive | no  | Deactivated
            active   | inactive | yes | Deactivated
            inactive | inactive | no  | nothing
            inactive | inactive | yes | Updated
            inactive | active   | no  | Updated
            inactive | active   | yes | Updated
            """)
    void everyReplacementIsDecided(String before, String after, String renamed, String event) {
        Professional professional = Professional.register(ID, profile("Dr Khan", before.equals("active")), null).aggregate();
        Profile with = profile(renamed.equals("yes") ? "Dr Sarah Khan" : "Dr Khan", after.equals("active"));

        Decision<Professional, ProfessionalEvent> decided = professional.replace(with);

        assertThat(decided.aggregate().profile()).isEqualTo(with);
        assertThat(decided.events()).isEqualTo(switch (event) {
            case "nothing" -> List.of();
            case "Updated" -> List.of(new Updated());
            case "Deactivated" -> List.of(new Deactivated());
            default -> throw new IllegalArgumentException(event);
        });
        assertThat(decided).isInstanceOf(event.equals("nothing") ? Decision.Unchanged.class : Decision.Changed.class);
    }

    @Test
    void registrationIsAnnouncedAlsoWhenNotActiveYet() {
        var decided = Professional.register(ID, profile("Dr Khan", false), null);

        assertThat(decided.events()).containsExactly(new Registered());
        assertThat(decided.aggregate().rating().average()).isNull();
    }

    @Test
    void zoneIsAsOfTheNewestChangeOfTheSchedule() {
        Professional there = Professional.register(ID, profile("Dr Khan", true), null).aggregate();
        Professional moved = there.follow(ZoneId.of("Asia/Tokyo"), 2).aggregate();
        assertThat(moved.profile().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));

        assertThat(moved.follow(ZoneId.of("Europe/Paris"), 1)).isInstanceOf(Decision.Unchanged.class);
        assertThat(moved.follow(ZoneId.of("Europe/Paris"), 2)).isInstanceOf(Decision.Unchanged.class);
        assertThat(moved.follow(ZoneId.of("Europe/Paris"), 3).events()).containsExactly(new Updated());
    }

    @ParameterizedTest(name = "{0} reviews of {1} stars: {2}")
    @CsvSource({"0, 0, ", "1, 1, 1.0", "2, 9, 4.5", "3, 13, 4.3", "3, 14, 4.7", "20, 89, 4.5", "20, 87, 4.4", "7, 35, 5.0"})
    void theRatingIsTheAverageToOneDecimal(long count, long sum, BigDecimal average) {
        assertThat(new Rating(count, sum).average()).isEqualTo(average);
    }

    /** Whoever counted first may come to say so last. */
    @Test
    void theRatingNeverGoesBackToFewerReviews() {
        Professional reviewed =
                Professional.register(ID, profile("Dr Khan", true), null).aggregate().rated(new Rating(2, 9)).aggregate();

        assertThat(reviewed.rated(new Rating(1, 5))).isInstanceOf(Decision.Unchanged.class);
        assertThat(reviewed.rated(new Rating(2, 9))).isInstanceOf(Decision.Unchanged.class);
        assertThat(reviewed.rated(new Rating(3, 10)).events()).containsExactly(new Updated());
        assertThat(reviewed.replace(profile("Dr Sarah Khan", true)).aggregate().rating()).isEqualTo(new Rating(2, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Dr-Khan", "a b", "ä", "a:b", "me", "0123456789012345678901234567890123456789012345678901234567890"})
    void idOutsideTheRuleIsRefused(String id) {
        assertThatThrownBy(() -> new ProfessionalId(new TenantId("demo"), id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void presentationChangesNothingThatTheBusinessDecides() {
        Profile before = profile("Dr Khan", true);
        var presentation = new Profile.Presentation(
                "Dr Sarah Khan", "+919811122233", "https://cdn.example.com/s.jpg", "For pains.", List.of("hi"), List.of("Mumbai"),
                Gender.FEMALE);

        Profile after = Professional.register(ID, before, null).aggregate().present(presentation).aggregate().profile();

        assertThat(after).isEqualTo(new Profile(presentation, before.engagement(), before.zone()));
    }

    private static Profile profile(String name, boolean active) {
        return new Profile(
                new Profile.Presentation(name, null, null, null, List.of("en"), List.of("Pune"), null),
                new Profile.Engagement(
                        "sarah@example.com",
                        "medical",
                        new Money(150_000, Currency.getInstance("INR")),
                        List.of("consultation-60"),
                        List.of(),
                        active),
                ZoneId.of("Asia/Kolkata"));
    }
}
