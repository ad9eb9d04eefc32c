package io.holdfast.endtoend;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.microsoft.playwright.Route;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.embedded.FreePorts;
import io.holdfast.endtoend.Platform.Held;
import io.holdfast.web.WebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pay page as it is with real keys: Razorpay's script, played by {@code checkout/checkout.js}, which keeps to what Razorpay
 * documents and fails on what the real one would not take. No webhook comes here: what the page does is all that is done.
 */
@OnPlatform
class CheckoutInChromiumTest extends InChromium {

    private static final String SCRIPT = "https://checkout.razorpay.com/v1/checkout.js";
    private static final String RAZORPAY = "https://api.razorpay.com/**";
    private static final String WITHIN_AN_APP = "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Version/4.0 Chrome/130.0 Mobile Safari/537.36 Instagram 350.0";

    private ConfigurableApplicationContext webApp;
    private String url;

    /** The same web app, on the same platform, which does not know that it is a demo. */
    @BeforeAll
    void startAnother() {
        int port = FreePorts.next();
        url = "http://localhost:" + port;
        webApp = HoldfastService.named(WebApp.class, "web-app")
                .initializers(starting -> ((GenericApplicationContext) starting)
                        .registerBean(Clock.class, platform.embedded::clock))
                .run(
                        "--server.port=" + port, "--server.address=127.0.0.1", "--web.api=" + platform.embedded.url(),
                        "--web.public-url=" + url);
    }

    @AfterAll
    void stopIt() {
        if (webApp != null) {
            webApp.close();
        }
    }

    private Tab tab(Held held, String browser) {
        Tab tab = chromium.tab(options -> {
            options.setBaseURL(url);
            if (!browser.isEmpty()) {
                options.setUserAgent(browser);
            }
        });
        tab.page.route(SCRIPT, route -> route.fulfill(
                new Route.FulfillOptions().setContentType("text/javascript").setBody(text("/checkout/checkout.js"))));
        tab.page.route(RAZORPAY, this::ownPage);
        tab.page.exposeFunction("playPayer", arguments -> play(String.valueOf(arguments[0]), String.valueOf(arguments[1])));
        tab.open("/b/" + held.id() + "?t=" + held.manageToken());
        tab.open("/b/" + held.id() + "/pay");
        return tab;
    }

    private Map<String, String> play(String order, String outcome) {
        JsonNode said = platform.pay(order, outcome, "none");
        return said.propertyStream()
                .filter(one -> one.getKey().startsWith("razorpay_") && one.getValue().isString())
                .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().asString()));
    }

    /** Razorpay's own page: it plays the payment and sends its form back, as from another site it is. */
    private void ownPage(Route route) {
        Map<String, String> sent = Arrays.stream(route.request().postData().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        Map<String, String> paid = play(sent.get("order_id"), sent.get("outcome"));
        if (sent.get("outcome").equals("failure")) {
            paid = Map.of("error[code]", "BAD_REQUEST_ERROR", "error[description]", "Declined by the bank.");
        }
        String fields = paid.entrySet().stream()
                .map(one -> "<input type=hidden name='%s' value='%s'>".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining());
        route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(
                "<!doctype html><title>Razorpay</title><form method=post action='%s'>%s</form><script>document.forms[0].submit()</script>"
                        .formatted(sent.get("callback_url"), fields)));
    }

    private static String text(String resource) {
        try (var in = Objects.requireNonNull(CheckoutInChromiumTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPaymentThatIsClosedAndDeclinedCanBeTakenUpAgainAndIsVerifiedByThePage() {
        Held held = platform.hold(slot());
        try (Tab tab = tab(held, "")) {
            tab.look("pay-razorpay");
            tab.find("#checkout").click();
            assertThat(tab.find(".razorpay-container")).containsText(held.email());
            tab.find("[data-does=dismiss]").click();
            assertThat(tab.find("#hold-notice")).hasText("You closed the payment. The time is still held for you.");
            assertThat(tab.find("#checkout")).isFocused();

            tab.find("#checkout").click();
            tab.find("[data-does=failure]").click();
            assertThat(tab.find("#hold-notice")).hasText("Declined by the bank.");
            tab.find("[data-does=success]").click();

            tab.awaitPath("/b/[^/]+");
            awaitConfirmed(tab);
            assertThat(platform.payments(held.orderId())).as("one that failed, one that was captured").hasSize(2);
        }
    }

    @Test
    void withinAnotherProgramTheWholePageGoesThereAndComesBack() {
        Held held = platform.hold(slot());
        try (Tab tab = tab(held, WITHIN_AN_APP)) {
            tab.find("#checkout").click();
            tab.find("[data-does=failure]").click();
            tab.awaitPath("/b/[^/]+/pay");
            assertThat(tab.find("#notices")).containsText("did not go through");

            tab.find("#checkout").click();
            tab.find("[data-does=success]").click();

            // The booking's cookie, which came with neither form, is there again.
            tab.awaitPath("/b/[^/]+");
            awaitConfirmed(tab);
            assertThat(tab.asked()).anyMatch(asked -> asked.startsWith(url + "/b/" + held.id() + "/callback"));
        }
    }

    @Test
    void withoutTheProvidersScriptThePageSaysSo() {
        Held held = platform.hold(slot());
        try (Tab tab = tab(held, "")) {
            tab.page.route(SCRIPT, Route::abort);
            tab.open("/b/" + held.id() + "/pay");
            tab.find("#checkout").click();
            assertThat(tab.find("#hold-notice")).hasText("The payment did not go through. Please try again.");
            tab.find("form[action$='/release'] button").click();
            assertThat(tab.find("#notices")).containsText("The time is free again");
        }
    }
}
