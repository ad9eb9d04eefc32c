package io.holdfast.endtoend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ScreenshotCaret;

import static org.assertj.core.api.Assertions.assertThat;

/** A tab in which nothing goes wrong unseen: what its console says, what the policy forbids, files that do not come. */
final class Tab implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "pages");
    private static final int MOST_STOPS = 60;
    /** What the browser itself says of an answer that a page is about: a form that came back. */
    private static final String ANSWERED = "Failed to load resource";

    final Page page;
    private final BrowserContext context;
    private final List<String> faults = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    Tab(BrowserContext context) {
        this.context = context;
        context.addInitScript("document.addEventListener('securitypolicyviolation', "
                + "e => console.error('forbidden by the policy: ' + e.violatedDirective + ' ' + e.blockedURI))");
        this.page = context.newPage();
        page.onConsoleMessage(this::said);
        page.onPageError(failure -> faults.add("a script failed: " + failure));
        page.onResponse(this::answered);
        page.onRequest(request -> asked.add(request.url() + " from " + request.headers().getOrDefault("referer", "nowhere")));
    }

    private void said(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith(ANSWERED)) {
            faults.add(page.url() + ": " + message.text());
        }
    }

    private void answered(Response response) {
        if (response.status() >= 400 && !response.request().isNavigationRequest()) {
            faults.add(response.status() + " " + response.url());
        }
    }

    Tab open(String address) {
        page.navigate(address);
        return this;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** What a person reads in the first element of that selector, as soon as there is one. */
    String shown(String selector) {
        return page.locator(selector).first().innerText().strip();
    }

    /** Without its query. */
    String path() {
        return page.url().replaceFirst("^https?://[^/]+", "").replaceFirst("[?#].*", "");
    }

    /** Waits until it shows the page at a path. @param path a regular expression */
    void awaitPath(String path) {
        page.waitForURL(url -> url.replaceFirst("^https?://[^/]+", "").replaceFirst("[?#].*", "").matches(path));
    }

    /** By keys alone: from stop to stop until that element has the focus. */
    void tabTo(String selector) {
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(page.evaluate("s => document.activeElement.matches(s)", selector))) {
                return;
            }
        }
        throw new AssertionError("No Tab leads to " + selector + " on " + page.url());
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    void type(String text) {
        page.keyboard().type(text);
    }

    /** Looks at the page whole: accessible, within its width, one heading; keeps a picture if it is wrong, or if all are asked for. */
    Tab look(String name) {
        if (Look.ALL) {
            picture(name);
        }
        try {
            require(name);
        } catch (AssertionError e) {
            picture(name);
            throw e;
        }
        return this;
    }

    private void picture(String name) {
        // With its caret: hiding it would be a style, which the policy forbids.
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true)
                .setCaret(ScreenshotCaret.INITIAL));
    }

    private void require(String name) {
        List<String> violations = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations().stream().map(Tab::inWords).toList();
        assertThat(violations).as("axe on %s, %s", name, page.url()).isEmpty();
        Object sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) sideways).intValue()).as("pixels that %s is wider than its window", name).isLessThanOrEqualTo(0);
        assertThat(page.locator("h1").count()).as("headings of %s", name).isEqualTo(1);
    }

    private static String inWords(Rule rule) {
        var words = new StringBuilder(rule.getId() + ": " + rule.getHelp());
        rule.getNodes().forEach(node ->
                words.append(String.format(Locale.ROOT, "%n  %s%n    %s", node.getHtml(), node.getFailureSummary())));
        return words.toString();
    }

    /** All addresses that it has asked for, each with the one that it said it came from. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    boolean hasFault(String words) {
        return faults.stream().anyMatch(fault -> fault.contains(words));
    }

    /** What went wrong so far, for a test that expects it. */
    List<String> takeFaults() {
        List<String> all = List.copyOf(faults);
        faults.clear();
        return all;
    }

    /** @throws AssertionError when anything went wrong that a person would not have seen */
    @Override
    public void close() {
        context.close();
        assertThat(faults).as("what went wrong in the browser").isEmpty();
    }
}
