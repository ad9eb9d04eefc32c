package io.holdfast.defaults.store;

import java.util.List;
import java.util.Map;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.holdfast.testsupport.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The rule of test-support, seen failing on each thing without an end that was seeded for it. */
class WhatIsStoredEndsTest {

    @Test
    void aCollectionWithoutRetentionIsFound() {
        assertFound(Endless.class, "Endless says neither @DataRetention nor @Permanent");
        assertFound(Nameless.class, "Nameless says neither @DataRetention nor @Permanent");
    }

    @Test
    void anArrayWithoutBoundIsFoundHoweverDeepItLies() {
        assertFound(Growing.class, "Growing.lines has no @Bounded", "Growing.bytes has no @Bounded", "Growing.answers has no @Bounded");
        assertFound(
                Deep.class,
                "Deep.parts has no @Bounded(of = \"notes\")",
                "Deep.byName has no @Bounded(of = \"notes\")",
                "Deep.whole has no @Bounded(of = \"part.notes\")");
    }

    @Test
    void aBoundOfWhatIsNoArrayIsFound() {
        assertFound(Mistaken.class, "Mistaken.text bounds \"\", which is no array");
    }

    @Test
    void whatSaysHowItEndsIsLeftAlone() {
        ServiceArchitecture.whatIsStoredEnds.check(seeded(Ending.class));
    }

    private static void assertFound(Class<?> document, String... violations) {
        assertThatThrownBy(() -> ServiceArchitecture.whatIsStoredEnds.check(seeded(document)))
                .isInstanceOf(AssertionError.class)
                .satisfies(error -> assertThat(error.getMessage()).contains(violations));
    }

    private static JavaClasses seeded(Class<?> document) {
        return new ClassFileImporter().importClasses(document);
    }

    @Document("endless")
    record Endless(@Id String id) {}

    record Nameless(@Id String id) {}

    @Document("growing")
    @Permanent(why = "seeded")
    record Growing(@Id String id, List<String> lines, byte[] bytes, Map<String, String> answers) {}

    record Part(List<String> notes) {}

    record Whole(Part part) {}

    @Document("deep")
    @Permanent(why = "seeded")
    record Deep(
            @Id String id,
            @Bounded(max = 3, by = "seeded") List<Part> parts,
            @Bounded(max = 3, by = "seeded") Map<String, Part> byName,
            Whole whole) {}

    @Document("mistaken")
    @Permanent(why = "seeded")
    record Mistaken(@Id String id, @Bounded(max = 3, by = "seeded") String text) {}

    @Document("ending")
    @DataRetention(since = "at", period = "P1D", why = "seeded")
    record Ending(
            @Id String id,
            @Bounded(max = 3, by = "seeded") @Bounded(of = "notes", max = 3, by = "seeded") List<Part> parts,
            @Bounded(of = "part.notes", max = 3, by = "seeded") Whole whole) {}
}
