package io.holdfast.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

import io.holdfast.defaults.HoldfastService;
import io.holdfast.testsupport.scenario.Browser;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The web app as it ships, before an API that tests play; one for all tests of this JVM. It is half past one in Kolkata. */
final class RunningWebApp implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    private static RunningWebApp shared;

    final StubApi api = new StubApi();
    final ConfigurableApplicationContext context;
    final String url;

    private RunningWebApp(String... settings) {
        var arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1"));
        arguments.addAll(List.of(settings));
        if (arguments.stream().noneMatch(setting -> setting.startsWith("--web.api="))) {
            arguments.add("--web.api=" + api.url());
        }
        context = HoldfastService.named(WebApp.class, "web-app")
                .initializers(starting -> ((GenericApplicationContext) starting)
                        .registerBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC)))
                .run(arguments.toArray(String[]::new));
        url = "http://localhost:" + Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
    }

    /** As on the embedded platform, with a practice to book at; what a test before has said and asked is forgotten. */
    static synchronized RunningWebApp fresh() {
        if (shared == null) {
            shared = new RunningWebApp("--web.demo=http://127.0.0.1:1");
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        shared.api.forget();
        Practice.in(shared.api);
        return shared;
    }

    /** One of its own, as it is set up somewhere. */
    static RunningWebApp with(String... settings) {
        var own = new RunningWebApp(settings);
        Practice.in(own.api);
        return own;
    }

    Browser browser() {
        return Browser.at(url);
    }

    /** Somebody who is signed in; nobody here looks whether the token is good. */
    static String token(String name, String role) {
        String claims = "{\"sub\":\"%s\",\"name\":\"%s\",\"roles\":[\"%s\"],\"exp\":4102444800}".formatted(role + "-1", name, role);
        return encoded("{\"alg\":\"RS256\"}") + "." + encoded(claims) + ".c2lnbmVk";
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        context.close();
        api.close();
    }
}
