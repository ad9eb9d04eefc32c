package io.holdfast.testsupport.architecture;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The rules of platform-bom's README.md that a machine can hold. Use:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "io.holdfast.booking", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTest {
 *     @ArchTest
 *     static final ArchTests rules = ArchTests.in(ServiceArchitecture.class);
 * }
 * }</pre>
 */
public final class ServiceArchitecture {

    private static final Set<String> READS_THE_WALL_CLOCK = Set.of(
            Instant.class.getName(),
            LocalDate.class.getName(),
            LocalDateTime.class.getName(),
            ZonedDateTime.class.getName(),
            OffsetDateTime.class.getName());

    /** The domain can be read, tested and kept without knowing any framework. */
    @ArchTest
    public static final ArchRule domainIsPlainJava = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..",
                    "org.jspecify..",
                    "io.holdfast.messaging.aggregates..",
                    "io.holdfast.*.domain..",
                    "io.holdfast.testsupport..domain..")
            .as("the domain is plain Java and knows nothing around it")
            .allowEmptyShould(true);

    /** Use cases know the domain and its ports, not who calls them nor what fulfils the ports. */
    @ArchTest
    public static final ArchRule useCasesKnowNoAdapters = noClasses()
            .that()
            .resideInAPackage("..application..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..web..", "..saga..", "..persistence..", "..publishing..", "..events..")
            .as("use cases know no adapter")
            .allowEmptyShould(true);

    /** Whoever takes requests or events goes through a use case. */
    @ArchTest
    public static final ArchRule entriesGoThroughUseCases = noClasses()
            .that()
            .resideInAnyPackage("..web..", "..saga..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..persistence..", "..publishing..", "..events..")
            .as("web and saga do not reach past the use cases")
            .allowEmptyShould(true);

    /** Time is an argument: it comes from the injected clock, so that a test and the embedded platform can move it. */
    @ArchTest
    public static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("the wall clock is read") {
                @Override
                public boolean test(JavaMethodCall call) {
                    boolean now = call.getName().equals("now")
                            && call.getTarget().getRawParameterTypes().isEmpty()
                            && READS_THE_WALL_CLOCK.contains(call.getTargetOwner().getFullName());
                    boolean millis = call.getName().equals("currentTimeMillis")
                            && call.getTargetOwner().isEquivalentTo(System.class);
                    return now || millis;
                }
            })
            .as("time comes from the injected clock");

    /** Services meet on topics only. */
    @ArchTest
    public static void noServiceKnowsAnother(JavaClasses service) {
        List<String> roots = service.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("io.holdfast."))
                .map(name -> name.split("\\.")[2])
                .distinct()
                .toList();
        for (String root : roots) {
            noClasses()
                    .that()
                    .resideInAPackage("io.holdfast." + root + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(othersThan(root))
                    .as("no service depends on another")
                    .allowEmptyShould(true)
                    .check(service);
        }
    }

    /** Searching for {@code Saga} shows the whole choreography. */
    @ArchTest
    public static final ArchRule theSagaIsOneClass = classes()
            .that()
            .haveSimpleNameEndingWith("Saga")
            .should()
            .resideInAPackage("..saga..")
            .as("a service's part in the choreography is its saga.<Name>Saga")
            .allowEmptyShould(true);

    /** Everything that is stored ends, or says why it does not: collections, and the arrays and maps in documents. */
    @ArchTest
    public static final ArchRule whatIsStoredEnds = classes()
            .that(StoredThings.ARE_DOCUMENTS)
            .should(StoredThings.HAVE_AN_END)
            .as("every collection states its retention and every stored array its bound")
            .allowEmptyShould(true);

    /** Nothing of a person is stored without a word on what becomes of it when they are erased. */
    @ArchTest
    public static final ArchRule whatIsStoredOfPeopleIsKnown = classes()
            .that(StoredThings.ARE_DOCUMENTS)
            .should(StoredThings.SAY_WHOM_THEY_NAME)
            .as("every collection states whether it holds something of a person")
            .allowEmptyShould(true);

    /** The names and forms that all services share. */
    @ArchTest
    public static final ArchTests grammar = ArchTests.in(ServiceGrammar.class);

    private ServiceArchitecture() {}

    private static String[] othersThan(String root) {
        return Set.of("booking", "availability", "payment", "notification", "matching", "scheduler", "gateway", "web", "platform")
                .stream()
                .filter(other -> !other.equals(root))
                .map(other -> "io.holdfast." + other + "..")
                .toArray(String[]::new);
    }
}
