package io.holdfast.defaults.store;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.holdfast.testsupport.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The rule of test-support, seen failing on a collection that nobody has thought about. */
class WhatIsStoredOfPeopleIsKnownTest {

    @Test
    void aCollectionThatDoesNotSayWhetherItNamesSomebodyIsFound() {
        assertThatThrownBy(() -> check(Silent.class)).hasMessageContaining("Silent says neither @PersonalData nor @NoPersonalData");
        assertThatThrownBy(() -> check(Both.class)).hasMessageContaining("or both");
    }

    @Test
    void whatSaysSoIsLeftAlone() {
        check(Personal.class);
        check(Nobodys.class);
    }

    private static void check(Class<?> document) {
        ServiceArchitecture.whatIsStoredOfPeopleIsKnown.check(new ClassFileImporter().importClasses(document));
    }

    @Document("silent")
    record Silent(@Id String id, String name) {}

    @Document("both")
    @PersonalData(holds = "a name", erased = "nothing")
    @NoPersonalData(why = "seeded")
    record Both(@Id String id) {}

    @Document("personal")
    @PersonalData(holds = "a name", erased = "nothing")
    record Personal(@Id String id, String name) {}

    @Document("nobodys")
    @NoPersonalData(why = "seeded")
    record Nobodys(@Id String id) {}
}
