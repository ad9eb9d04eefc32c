package io.holdfast.testsupport.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each rule is seen failing on a violation that was seeded for it; a rule that cannot fail guards nothing. */
class ServiceArchitectureTest {

    private final JavaClasses seeded =
            new ClassFileImporter().importPackages("io.holdfast.testsupport.architecture.seeded");

    @Test
    void aDomainThatKnowsAFrameworkIsRefused() {
        refuses(ServiceArchitecture.domainIsPlainJava, "ImpureDomain");
    }

    @Test
    void aUseCaseThatNamesItsAdapterIsRefused() {
        refuses(ServiceArchitecture.useCasesKnowNoAdapters, "LeakyUseCase");
    }

    @Test
    void aControllerThatGoesAroundTheUseCasesIsRefused() {
        refuses(ServiceArchitecture.entriesGoThroughUseCases, "HastyController");
    }

    @Test
    void readingTheWallClockIsRefused() {
        refuses(ServiceArchitecture.timeComesFromTheClock, "Instant.now()");
    }

    @Test
    void aSagaOutsideItsPackageIsRefused() {
        refuses(ServiceArchitecture.theSagaIsOneClass, "StraySaga");
    }

    @Test
    void whatIsSpelledOtherwiseThanEverywhereIsRefused() {
        refuses(ServiceGrammar.decisionsAreMessagings, "Money$Outcome");
        refuses(ServiceGrammar.repositoriesAreNamedForTheirPort, "MongoThings");
        refuses(ServiceGrammar.receivedBodiesAreInReceived, "StrayBody");
        refuses(ServiceGrammar.sentBodiesAreInBodies, "LooseBody");
        refuses(ServiceGrammar.componentsAreComponents, "StampManager");
        refuses(ServiceGrammar.namesSaySomething, "StampManager");
        refuses(ServiceGrammar.moneyAndTenantsHaveOneShape, "domain.Money ");
        refuses(ServiceGrammar.noAlarmsAreHandedAround, "BiConsumer");
    }

    private void refuses(ArchRule rule, String culprit) {
        assertThatThrownBy(() -> rule.check(seeded)).isInstanceOf(AssertionError.class).hasMessageContaining(culprit);
    }
}
