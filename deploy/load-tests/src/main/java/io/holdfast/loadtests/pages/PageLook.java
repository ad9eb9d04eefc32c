package io.holdfast.loadtests.pages;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One look at a page by somebody who was never there: nothing of it is in their browser. */
final class PageLook {

    /** 1.6 Mbit/s. */
    private static final double BYTES_PER_SECOND = 1_600_000 / 8.0;
    private static final int ROUND_TRIP_MILLIS = 150;
    private static final int SLOWER_PROCESSOR = 4;
    private static final long LONGEST_MILLIS = 60_000;
    /** As long as nothing more comes for that long, nothing more is coming; streams stay open. */
    private static final long QUIET_MILLIS = 700;
    /** How large what they look at is: one column of a telephone, or a desk's. */
    enum Screen {
        PHONE(412, 823),
        DESK(1280, 800);

        private final int width;
        private final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** @param firstPaint milliseconds from the click to the first contentful paint */
    record Figures(long bytes, int requests, double firstPaint) {}

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong lastNews = new AtomicLong(System.nanoTime());
    private final AtomicBoolean loaded = new AtomicBoolean();
    private final Set<String> requests = ConcurrentHashMap.newKeySet();

    private PageLook() {}

    /** @param token of whoever looks; null for anybody */
    static Figures at(Devtools browser, URI page, @Nullable String token) throws InterruptedException {
        return at(browser, page, token, Screen.PHONE);
    }

    static Figures at(Devtools browser, URI page, @Nullable String token, Screen screen) throws InterruptedException {
        return new PageLook().look(browser, page, token, screen);
    }

    private Figures look(Devtools browser, URI page, @Nullable String token, Screen screen) throws InterruptedException {
        String context = browser.call(null, "Target.createBrowserContext", Map.of()).get("browserContextId").asString();
        String target = browser.call(null, "Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
                .get("targetId").asString();
        String session = browser.call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId").asString();
        try {
            browser.listen(session, this::happened);
            browser.call(session, "Network.enable", Map.of());
            browser.call(session, "Page.enable", Map.of());
            browser.call(session, "Emulation.setDeviceMetricsOverride",
                    Map.of("width", screen.width, "height", screen.height, "deviceScaleFactor", 1, "mobile", screen == Screen.PHONE));
            browser.call(session, "Network.emulateNetworkConditions", Map.of(
                    "offline", false, "latency", ROUND_TRIP_MILLIS, "downloadThroughput", BYTES_PER_SECOND,
                    "uploadThroughput", BYTES_PER_SECOND));
            browser.call(session, "Emulation.setCPUThrottlingRate", Map.of("rate", SLOWER_PROCESSOR));
            if (token != null) {
                browser.call(session, "Network.setCookie",
                        Map.of("name", "holdfast-session", "value", token, "url", page.resolve("/").toString(), "httpOnly", true));
            }
            browser.call(session, "Page.navigate", Map.of("url", page.toString()));
            awaitQuiet(page);
            return new Figures(bytes.get(), requests.size(), firstPaint(browser, session, page));
        } finally {
            browser.forget(session);
            browser.call(null, "Target.disposeBrowserContext", Map.of("browserContextId", context));
        }
    }

    private void happened(JsonNode event) {
        JsonNode parameters = event.path("params");
        switch (event.path("method").asString("")) {
            case "Network.requestWillBeSent" -> {
                String address = parameters.at("/request/url").asString("");
                // Nor is a stream part of the page: it begins when all of it is there, and stays open.
                if (address.startsWith("http") && !parameters.path("type").asString("").equals("EventSource")) {
                    requests.add(parameters.get("requestId").asString());
                }
            }
            case "Network.loadingFinished" -> bytes.addAndGet(parameters.get("encodedDataLength").asLong());
            case "Page.loadEventFired" -> loaded.set(true);
            default -> {
                return;
            }
        }
        lastNews.set(System.nanoTime());
    }

    private void awaitQuiet(URI page) throws InterruptedException {
        long giveUp = System.nanoTime() + LONGEST_MILLIS * 1_000_000;
        while (!loaded.get() || System.nanoTime() - lastNews.get() < QUIET_MILLIS * 1_000_000) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException(page + " was not there within " + LONGEST_MILLIS + " ms.");
            }
            Thread.sleep(50);
        }
    }

    private static double firstPaint(Devtools browser, String session, URI page) {
        JsonNode paint = browser.call(session, "Runtime.evaluate", Map.of("returnByValue", true, "expression",
                "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1")).at("/result/value");
        if (paint.asDouble() < 0) {
            throw new IllegalStateException(page + " painted nothing.");
        }
        return paint.asDouble();
    }
}
