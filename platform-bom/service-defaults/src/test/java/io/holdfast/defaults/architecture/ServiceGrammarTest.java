package io.holdfast.defaults.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.holdfast.testsupport.architecture.ServiceGrammar;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The rules that name classes of messaging, of this module and of Spring, each seen failing on a violation that was seeded for
 * it. They name them as text, since test-support cannot know them: a class that is called otherwise one day is missed here.
 */
class ServiceGrammarTest {

    private final JavaClasses seeded = new ClassFileImporter().importPackages("io.holdfast.defaults.architecture.seeded");

    @Test
    void whatDecidesAndIsNoRecordIsRefused() {
        refuses(ServiceGrammar.whatDecidesIsARecord, "Fickle.decide()");
    }

    @Test
    void whatStoresAnAggregateBesideAggregatesIsRefused() {
        refuses(ServiceGrammar.aggregatesAreStoredOneWay, "SideDoor.store(");
        refuses(ServiceGrammar.documentsMapThemselves, "SideDoor$Slip");
    }

    @Test
    void anEventThatIsMadeAnywhereElseIsRefused() {
        refuses(ServiceGrammar.eventsAreMadeInBodies, "LoudUseCase.shout()");
    }

    @Test
    void dueWorkThatIsMadeAnywhereElseIsRefused() {
        refuses(ServiceGrammar.dueWorkIsInWork, "LoudUseCase.later(");
        refuses(ServiceGrammar.dueWorkIsInWork, "LoudUseCase$Delayed.later(");
    }

    @Test
    void bodiesThatAreCalledAnythingAreRefused() {
        refuses(ServiceGrammar.requestBodiesAreRequests, "SloppyController.order(");
        refuses(ServiceGrammar.responseBodiesAreResponses, "SloppyController.receipts()");
    }

    private void refuses(ArchRule rule, String culprit) {
        assertThatThrownBy(() -> rule.check(seeded)).isInstanceOf(AssertionError.class).hasMessageContaining(culprit);
    }
}
