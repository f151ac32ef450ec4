package io.hakko.desk;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** The installed Chromium, headless, in Japanese, on the smallest screen we promise. */
public final class Browser implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=ja-JP");
    private static final Logger LOG = LoggerFactory.getLogger(Browser.class);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int WIDTH = 1024;
    private static final int HEIGHT = 768;

    /** The first page of a cold service on a busy machine takes its time. */
    private static final double PATIENCE_MILLIS = 60_000;

    private static final int NANOS_PER_MILLI = 1_000_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final String root;

    /** What pages complained about: scripts that failed, and whatever the policy blocked. */
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    public Browser(int port) {
        root = "http://localhost:" + port;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getProperty("hakko.chromium", "/usr/bin/chromium")))
                        .setEnv(Map.of("LANG", "ja_JP.UTF-8", "HOME", System.getProperty("java.io.tmpdir")))
                        .setArgs(FLAGS));
    }

    /** A page of a person who has not been here before. */
    public Page newPage() {
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale("ja-JP")
                .setTimezoneId("Asia/Tokyo")
                .setViewportSize(WIDTH, HEIGHT));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        page.onPageError(error -> complaints.add(error));
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.onRequestFailed(request -> LOG.info("Request failed: {} {}", request.url(), request.failure()));
        page.onResponse(response -> {
            boolean ours = response.url().startsWith(address("/desk/"));
            if (ours && response.status() >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
                complaints.add(response.status() + " " + response.url());
            }
        });
        return page;
    }

    public String address(String path) {
        return root + path;
    }

    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /**
     * Does something as a person does it who looks whether it has worked, and does it again when it has not.
     *
     * @param action may be repeated without harm
     * @param worked throws as long as it has not worked
     */
    public static void again(Runnable action, Runnable worked) {
        long patience = System.nanoTime() + (long) (PATIENCE_MILLIS * NANOS_PER_MILLI);
        while (true) {
            try {
                action.run();
                worked.run();
                return;
            } catch (PlaywrightException | AssertionError failed) {
                if (System.nanoTime() > patience) {
                    throw failed;
                }
                LOG.info("Not yet, once more: {}", failed.getMessage());
            }
        }
    }

    public static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
