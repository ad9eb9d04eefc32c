package io.holdfast.web;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.holdfast.testsupport.architecture.ServiceArchitecture;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.holdfast.web", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests rules = ArchTests.in(ServiceArchitecture.class);

    @ArchTest
    static final ArchRule theApiKnowsNoPages = noClasses()
            .that()
            .resideInAPackage("io.holdfast.web.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.holdfast.web.session..", "io.holdfast.web.text..", "io.holdfast.web.page..", "io.holdfast.web.booking..",
                    "io.holdfast.web.client..", "io.holdfast.web.live..", "io.holdfast.web.demo..", "io.holdfast.web.signin..");

    /** An area can be read, and taken out, by itself. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("io.holdfast.web.(*)..").should().beFreeOfCycles();

    /** What an answer of the API looks like, one place knows. */
    @ArchTest
    static final ArchRule onlyTheApiSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackages("io.holdfast.web.api..", "io.holdfast.web.live..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.springframework.http.client..");

    @ArchTest
    static final ArchRule pagesAreNotBodies =
            classes().that().areAnnotatedWith(Controller.class).should().notBeAnnotatedWith(RestController.class);
}
