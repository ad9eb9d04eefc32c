package io.holdfast.testsupport.architecture;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** The one grammar of all services: who has read one can write in the others. Part of {@link ServiceArchitecture}. */
public final class ServiceGrammar {

    private static final String DECISION = "io.holdfast.messaging.aggregates.Decision";
    private static final String WIRE_EVENT = "io.holdfast.messaging.WireEvent";
    private static final String DOCUMENTS = "io.holdfast.messaging.mongo.Documents";
    private static final String DUE_WORK = "io.holdfast.defaults.work.DueWork";
    private static final String DUE_WORK_FACTORY = "io.holdfast.defaults.work.DueWorkFactory";
    private static final String OUTBOX_DOCUMENT = "io.holdfast.messaging.mongo.OutboxDocument";
    private static final String REQUEST_MAPPING = "org.springframework.web.bind.annotation.RequestMapping";
    private static final String REQUEST_BODY = "org.springframework.web.bind.annotation.RequestBody";

    /** A decision says the new state, the events, or why nothing changed; messaging has the type. */
    @ArchTest
    public static final ArchRule decisionsAreMessagings = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .haveNameMatching(".*[.$](Decision|Decided|Outcome|Change|Verdict)")
            .as("a decision is messaging's Decision")
            .allowEmptyShould(true);

    /** Whoever decides about itself cannot be changed behind its own back. */
    @ArchTest
    public static final ArchRule whatDecidesIsARecord = methods()
            .that()
            .haveRawReturnType(DECISION)
            .and()
            .areNotStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("..domain..")
            .should(each("decide in a record", method -> method.getOwner().isRecord() || method.getOwner().isInterface()))
            .as("aggregates that decide are records")
            .allowEmptyShould(true);

    /** {@code MongoAgendas implements Agendas}. */
    @ArchTest
    public static final ArchRule repositoriesAreNamedForTheirPort = classes()
            .that()
            .haveSimpleNameStartingWith("Mongo")
            .should(haveAn("implement the port that they are named for", type -> type.getRawInterfaces().stream()
                    .anyMatch(port -> type.getSimpleName().equals("Mongo" + port.getSimpleName()))))
            .as("a repository is Mongo<Plural> and implements <Plural>")
            .allowEmptyShould(true);

    /** Find, decide, append, save, hooks: once, in messaging. */
    @ArchTest
    public static final ArchRule aggregatesAreStoredOneWay = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(DOCUMENTS)
            .as("a document with an outbox is stored by messaging's Aggregates")
            .allowEmptyShould(true);

    /** All that a service reads of others' events is in one file. */
    @ArchTest
    public static final ArchRule receivedBodiesAreInReceived = classes()
            .that()
            .resideInAPackage("..saga..")
            .and()
            .areRecords()
            .should(haveAn("be in saga.Received", type -> isWithin(type, "Received")))
            .as("received bodies are records in saga.Received")
            .allowEmptyShould(true);

    /** All that a service says is in one file. */
    @ArchTest
    public static final ArchRule sentBodiesAreInBodies = classes()
            .that()
            .resideInAPackage("..events..")
            .and()
            .areRecords()
            .should(haveAn("be in events.Bodies", type -> isWithin(type, "Bodies") || isWithin(type, "Parts")))
            .as("sent bodies are records in events.Bodies, what recurs in them in events.Parts")
            .allowEmptyShould(true);

    /** An event goes out as {@code Bodies.of(aggregate, event)} makes it. */
    @ArchTest
    public static final ArchRule eventsAreMadeInBodies = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Bodies")
            .and()
            .resideOutsideOfPackage("io.holdfast.messaging..")
            .should()
            .callConstructorWhere(DescribedPredicate.describe(
                    "a wire event is made", call -> call.getTargetOwner().getName().equals(WIRE_EVENT)))
            .as("wire events are made in events.Bodies")
            .allowEmptyShould(true);

    /** What comes in is a {@code …Request}. */
    @ArchTest
    public static final ArchRule requestBodiesAreRequests = methods()
            .that()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Controller")
            .should(each("take a …Request", method -> method.getParameters().stream()
                    .filter(parameter -> parameter.isAnnotatedWith(REQUEST_BODY))
                    .filter(parameter -> isOurs(parameter.getRawType()))
                    .allMatch(parameter -> parameter.getRawType().getSimpleName().endsWith("Request"))))
            .as("the body of a request is a …Request")
            .allowEmptyShould(true);

    /** What goes out is a {@code …Response}, also in a list or a page. */
    @ArchTest
    public static final ArchRule responseBodiesAreResponses = methods()
            .that()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Controller")
            .and()
            .areMetaAnnotatedWith(REQUEST_MAPPING)
            .should(each("answer a …Response", method -> method.getReturnType().getAllInvolvedRawTypes().stream()
                    .filter(type -> isOurs(type) && !type.getPackageName().startsWith("io.holdfast.defaults.web"))
                    .allMatch(type -> type.getSimpleName().endsWith("Response"))))
            .as("the body of an answer is a …Response")
            .allowEmptyShould(true);

    /** What has an outbox is an aggregate's. It knows the domain, and nobody else maps it. */
    @ArchTest
    public static final ArchRule documentsMapThemselves = classes()
            .that()
            .implement(OUTBOX_DOCUMENT)
            .should(haveAn("be a …Document with of and toDomain", type -> type.getSimpleName().endsWith("Document")
                    && has(type, "of", true)
                    && has(type, "toDomain", false)))
            .as("an aggregate is stored as a …Document with of(domain) and toDomain()")
            .allowEmptyShould(true);

    /** What is stored to be done later has one home; the dead letters of all services are a flat slice. */
    @ArchTest
    public static final ArchRule dueWorkIsInWork = noClasses()
            .that()
            .resideOutsideOfPackages("..work..", "..deadletters..")
            .should()
            .callConstructorWhere(DescribedPredicate.describe(
                    "due work is made", call -> call.getTargetOwner().getName().equals(DUE_WORK)))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(DUE_WORK_FACTORY)
            .as("due work is made in package work")
            .allowEmptyShould(true);

    /** One stereotype. */
    @ArchTest
    public static final ArchRule componentsAreComponents = noClasses()
            .should()
            .beAnnotatedWith("org.springframework.stereotype.Service")
            .orShould()
            .beAnnotatedWith("org.springframework.stereotype.Repository")
            .as("a bean is a @Component");

    /** A name says what the thing is. */
    @ArchTest
    public static final ArchRule namesSaySomething = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)(\\$.*)?")
            .as("nothing is called Util, Helper, Manager or Impl");

    /** Money is minor units and a currency, a tenant has a type. */
    @ArchTest
    public static final ArchRule moneyAndTenantsHaveOneShape = classes()
            .that(resideInAPackage("..domain.."))
            .should(haveAn("have the shape that it has everywhere", type -> switch (type.getSimpleName()) {
                case "Money" -> components(type).equals(Set.of("long minorUnits", "Currency currency"));
                case "TenantId" -> components(type).equals(Set.of("String value"));
                default -> !components(type).contains("String tenantId");
            }))
            .as("money is Money(long minorUnits, Currency currency), a tenant is a TenantId")
            .allowEmptyShould(true);

    /** Hooks take what was decided; what is due is told to {@code DueWork}. */
    @ArchTest
    public static final ArchRule noAlarmsAreHandedAround = noClasses()
            .that()
            .resideInAnyPackage("..domain..", "..application..", "..persistence..", "..work..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.function.BiConsumer")
            .as("alarms are after-commit hooks, not BiConsumers")
            .allowEmptyShould(true);

    private ServiceGrammar() {}

    private static ArchCondition<JavaClass> haveAn(String description, Function<JavaClass, Boolean> holds) {
        return condition(description, JavaClass::getName, holds);
    }

    private static ArchCondition<JavaMethod> each(String description, Function<JavaMethod, Boolean> holds) {
        return condition(description, JavaMethod::getFullName, holds);
    }

    private static <T> ArchCondition<T> condition(String description, Function<T, String> name, Function<T, Boolean> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(T item, ConditionEvents events) {
                if (!holds.apply(item)) {
                    events.add(SimpleConditionEvent.violated(item, name.apply(item) + " does not " + description));
                }
            }
        };
    }

    private static boolean isWithin(JavaClass type, String file) {
        return type.getName().matches(".*\\.\\w*" + file + "\\$.*");
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("io.holdfast.") && !type.isEnum();
    }

    private static boolean has(JavaClass type, String name, boolean isStatic) {
        return type.getMethods().stream()
                .anyMatch(method -> method.getName().equals(name)
                        && method.getModifiers().contains(JavaModifier.STATIC) == isStatic);
    }

    private static Set<String> components(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .map(field -> field.getRawType().getSimpleName() + " " + field.getName())
                .collect(Collectors.toSet());
    }
}
