package io.holdfast.matching.domain;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

import io.holdfast.matching.domain.ProfessionalEvent.Deactivated;
import io.holdfast.matching.domain.ProfessionalEvent.Registered;
import io.holdfast.matching.domain.ProfessionalEvent.Updated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProfessionalTest {

    private static final ProfessionalId ID = new ProfessionalId("demo", "dr-sarah-khan");

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
        Professional professional = Professional.register(ID, profile("Dr Khan", before.equals("active"))).after();
        Profile with = profile(renamed.equals("yes") ? "Dr Sarah Khan" : "Dr Khan", after.equals("active"));

        Professional.Change change = professional.replace(with);

        assertThat(change.after().profile()).isEqualTo(with);
        assertThat(change.events()).isEqualTo(switch (event) {
            case "nothing" -> List.of();
            case "Updated" -> List.of(new Updated(ID, with));
            case "Deactivated" -> List.of(new Deactivated(ID));
            default -> throw new IllegalArgumentException(event);
        });
    }

    @Test
    void registrationIsAnnouncedAlsoWhenNotActiveYet() {
        Profile profile = profile("Dr Khan", false);

        Professional.Change change = Professional.register(ID, profile);

        assertThat(change.events()).containsExactly(new Registered(ID, profile));
        assertThat(change.after().rating()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Dr-Khan", "a b", "ä", "a:b", "me", "0123456789012345678901234567890123456789012345678901234567890"})
    void idOutsideTheRuleIsRefused(String id) {
        assertThatThrownBy(() -> new ProfessionalId("demo", id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void presentationChangesNothingThatTheBusinessDecides() {
        Profile before = profile("Dr Khan", true);

        Profile after = before.with(new Profile.Presentation(
                "Dr Sarah Khan", "+919811122233", "https://cdn.example.com/s.jpg", List.of("hi"), List.of("Mumbai")));

        assertThat(after).isEqualTo(new Profile(
                "Dr Sarah Khan",
                before.email(),
                "+919811122233",
                "https://cdn.example.com/s.jpg",
                before.category(),
                before.hourlyRate(),
                before.zone(),
                List.of("hi"),
                before.offeringIds(),
                before.skills(),
                List.of("Mumbai"),
                before.active()));
    }

    private static Profile profile(String name, boolean active) {
        return new Profile(
                name,
                "sarah@example.com",
                null,
                null,
                "medical",
                new Money(150_000, Currency.getInstance("INR")),
                ZoneId.of("Asia/Kolkata"),
                List.of("en"),
                List.of("consultation-60"),
                List.of(),
                List.of("Pune"),
                active);
    }
}
