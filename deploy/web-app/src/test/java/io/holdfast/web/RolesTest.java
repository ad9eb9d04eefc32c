package io.holdfast.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.web.StubApi.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of professionals and admins are theirs: everybody else is led to the sign-in, or told that they are not. */
class RolesTest {

    private final RunningWebApp web = RunningWebApp.fresh();

    RolesTest() {
        Business.in(web.api);
    }

    static Stream<String> pages() {
        return Stream.concat(Business.pagesOfProfessionals().stream(), Business.pagesOfAdmins().stream());
    }

    private static String roleOf(String path) {
        return path.startsWith("/admin") ? "admin" : "professional";
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageIsThereInEveryLanguageAndLoadsOursOnly(String path) {
        Browser browser = Business.signedIn(web, roleOf(path));
        for (String language : List.of("en", "hi", "he")) {
            Visit page = browser.open(path + (path.contains("?") ? "&" : "?") + "lang=" + language).expect(200);

            assertThat(page.document().select("h1")).hasSize(1);
            assertThat(page.shown("h1")).isNotBlank();
            assertThat(page.document().select("html").attr("dir")).isEqualTo(language.equals("he") ? "rtl" : "ltr");
            assertThat(page.document().select(".tabs [aria-current=page]")).hasSizeLessThanOrEqualTo(1);
            assertThat(page.document().select("[style], style, script:not([src]), [onclick], [onsubmit], [onload]")).isEmpty();
            assertThat(page.document().select("form[method=post]")).allSatisfy(form ->
                    assertThat(form.select("input[name=form-token]")).hasSize(1));
            assertThat(page.document().select("[id]").eachAttr("id")).doesNotHaveDuplicates();
            assertThat(page.document().select("label[for]").eachAttr("for")).isSubsetOf(page.document().select("[id]").eachAttr("id"));
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aStrangerSeesNothingOfIt(String path) {
        Visit nobody = web.browser().openOnly(path);
        assertThat(nobody.status()).isEqualTo(303);
        assertThat(nobody.header("Location")).startsWith("/login?next=");
        for (String role : Set.of("client", roleOf(path).equals("admin") ? "professional" : "admin")) {
            Browser stranger = Business.signedIn(web, role);
            int before = web.api.asked().size();

            Visit page = stranger.open(path).expect(403);

            assertThat(page.shown("h1")).contains("not yours");
            assertThat(page.text()).doesNotContain("Gita", "Dentist", "sarah@example.com");
            assertThat(web.api.asked()).as("nothing was even asked").hasSize(before);
        }
    }

    @Test
    void whatTheApiDoesNotGiveThePageDoesNotGiveEither() {
        Browser other = Business.signedIn(web, "professional");
        web.api.on("GET /api/v1/bookings/b-1", asked -> Said.problem(404, "not-found", ""));
        web.api.on("GET /api/v1/professionals/me/schedule", asked -> Said.problem(403, "forbidden", ""));

        other.open("/pro/bookings/b-1").expect(404);
        other.open("/pro/schedule").expect(403);
    }

    /** By what Spring knows of routes, so that a new one cannot be forgotten. */
    @Test
    void nobodyElseCanSendAnyOfTheirForms() throws Exception {
        var routes = new TreeSet<String>();
        web.context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().forEach((mapping, method) -> {
            if (mapping.getMethodsCondition().toString().contains("POST")) {
                mapping.getPatternValues().stream().filter(path -> path.matches("/(pro|admin)(/.*)?")).forEach(routes::add);
            }
        });
        assertThat(routes).hasSizeGreaterThanOrEqualTo(12);
        for (String route : routes) {
            String path = route.replaceAll("\\{act:[^|]*\\|?(\\w+)[^}]*}", "confirm").replaceAll("\\{[^}]*}", "b-1");
            for (String role : Set.of("client", roleOf(path).equals("admin") ? "professional" : "admin")) {
                int before = web.api.asked().size();

                assertThat(post(path, RunningWebApp.token("Somebody Else", role)).statusCode()).as("%s by %s", path, role).isEqualTo(403);

                assertThat(web.api.asked()).as(path).hasSize(before);
            }
        }
    }

    private HttpResponse<String> post(String path, String token) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(web.url + path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Accept", "text/html")
                            .header("Cookie", "holdfast-form=" + "A".repeat(22) + "; holdfast-session=" + token)
                            .POST(HttpRequest.BodyPublishers.ofString("form-token=" + "A".repeat(43) + "&reason=x"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void theNavigationIsTheRoles() {
        assertThat(Business.signedIn(web, "professional").open("/").document().select("header nav a").eachAttr("href"))
                .contains("/pro").doesNotContain("/admin", "/me");
        assertThat(Business.signedIn(web, "admin").open("/").document().select("header nav a").eachAttr("href"))
                .contains("/admin").doesNotContain("/pro", "/me");
    }

    @Test
    void afterSigningInTheyAreWhereTheyWantedToBe() {
        Browser browser = web.browser();
        web.api.on("GET /demo/tokens/admin", "{\"token\":\"" + RunningWebApp.token("Meera Iyer", "admin") + "\",\"sub\":\"admin-1\"}");

        Visit page = browser.submit(browser.open("/admin/bookings?status=CONFIRMED&q=Gita"), "form:has([value=admin])", Map.of());

        assertThat(page.address().toString()).contains("/admin/bookings?status=CONFIRMED&q=Gita");
    }
}
