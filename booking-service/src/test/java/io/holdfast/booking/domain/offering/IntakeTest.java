package io.holdfast.booking.domain.offering;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class IntakeTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "DATE,2026-02-28,true",
        "DATE,2026-02-30,false",
        "DATE,28.2.2026,false",
        "TIME,09:30,true",
        "TIME,9:30,false",
        "TIME,25:00,false",
        "NUMBER,-12.5,true",
        "NUMBER,1e3,false",
        "NUMBER,twelve,false",
        "CHOICE,left,true",
        "CHOICE,up,false",
        "TEXT,anything,true"
    })
    void anAnswerFitsItsQuestion(IntakeField.Type type, String answer, boolean fits) {
        var field = new IntakeField("field", "Field", type, true, List.of("left", "right"));

        assertThat(Intake.violations(List.of(field), Map.of("field", answer)).isEmpty()).isEqualTo(fits);
    }

    @Test
    void whatIsMissingOrNotAskedForIsNamed() {
        var asked = List.of(
                new IntakeField("birthDate", "Date of birth", IntakeField.Type.DATE, true, List.of()),
                new IntakeField("place", "Place", IntakeField.Type.TEXT, false, List.of()));

        assertThat(Intake.violations(asked, Map.of("birthDate", " ", "shoeSize", "44")))
                .containsExactly(
                        Map.entry("birthDate", "is needed"),
                        Map.entry("shoeSize", "is not asked for by this offering"));
    }

    @Test
    void anOfferingThatAsksNothingTakesWhatIsSaid() {
        assertThat(Intake.violations(List.of(), Map.of("anything", "at all"))).isEmpty();
    }
}
