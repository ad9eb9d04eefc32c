package io.holdfast.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

/** A real browser, as people have it: one process for the tests of a class, and a profile of its own for each tab. */
final class Chromium implements AutoCloseable {

    static final String MISSING = "There is no Chromium on this machine, so nothing is looked at in a browser; "
            + "deploy/end-to-end-tests/install-browser installs it, or HOLDFAST_CHROMIUM says where it is";

    private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    /** As root without a sandbox, without a graphics card, and without anything that it would tell its maker. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--no-first-run");
    /** A limit that ends a hang; a busy machine needs many seconds for what takes one. */
    private static final double PATIENCE_MILLIS = 120_000;

    private final Playwright playwright;
    private final Browser browser;
    private final String url;

    private Chromium(Playwright playwright, Browser browser, String url) {
        this.playwright = playwright;
        this.browser = browser;
        this.url = url;
    }

    static Optional<Path> installed() {
        return Stream.concat(Stream.ofNullable(System.getenv("HOLDFAST_CHROMIUM")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param url where its tabs' addresses begin */
    static Chromium start(Path executable, String url) {
        var settings = new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Playwright playwright = Playwright.create(settings);
        Browser browser = playwright.chromium().launch(
                new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(FLAGS).setChromiumSandbox(false));
        return new Chromium(playwright, browser, url);
    }

    Tab tab() {
        return tab(options -> {});
    }

    /** Of somebody in India, at a usual desk, unless it is said otherwise. */
    Tab tab(Consumer<Browser.NewContextOptions> otherwise) {
        var options = new Browser.NewContextOptions()
                .setBaseURL(url)
                .setLocale("en-GB")
                .setTimezoneId("Asia/Kolkata")
                .setViewportSize(1280, 800);
        otherwise.accept(options);
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return new Tab(context);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
