package org.yearbook.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** One Chromium for all browser tests. Without one they are skipped, unless the environment requires it. */
final class TestBrowser {

    static final String MISSING = "No Chromium found for the browser tests."
            + " On Debian or Ubuntu: apt-get install chromium. Elsewhere set YEARBOOK_CHROMIUM to its path.";
    static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static Playwright playwright;
    private static Browser browser;
    private static boolean told;

    private TestBrowser() {}

    /** {@return a fresh window, signed in; what its console complains about is collected} */
    static Window open(TestServer server, String person, int width, ColorScheme scheme) {
        Window window = open(server, width, scheme);
        Page page = window.page();
        window.go("/sign-in");
        page.fill("#name", person);
        page.fill("#password", server.password(person));
        page.click("#with-password button[type=submit]");
        page.waitForURL(server.url() + "/");
        return window;
    }

    /** {@return a fresh window in which nobody is signed in} */
    static Window open(TestServer server, int width, ColorScheme scheme) {
        BrowserContext context = context(width, scheme);
        Page page = context.newPage();
        var complaints = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return new Window(context, page, complaints, server.url());
    }

    // Playwright puts its own words into lower case by the default locale, and Turkish makes "lıght" of LIGHT.
    private static synchronized BrowserContext context(int width, ColorScheme scheme) {
        Browser chromium = browser();
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            return chromium.newContext(new Browser.NewContextOptions()
                    .setViewportSize(width, width < 500 ? 844 : 900)
                    .setColorScheme(scheme));
        } finally {
            Locale.setDefault(locale);
        }
    }

    record Window(BrowserContext context, Page page, List<String> complaints, String url) implements AutoCloseable {

        void go(String path) {
            page.navigate(url + path);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private static synchronized Browser browser() {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            if ("1".equals(System.getenv("YEARBOOK_REQUIRE_BROWSER"))) {
                throw new AssertionError("YEARBOOK_REQUIRE_BROWSER is set. " + MISSING);
            }
            if (!told) {
                told = true;
                System.err.println(MISSING);
            }
            Assumptions.abort(MISSING);
        }
        if (browser == null) {
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program.get())
                            .setHeadless(true)
                            .setArgs(FLAGS));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return browser;
    }

    static Optional<Path> program() {
        String named = System.getenv("YEARBOOK_CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        String path = System.getenv("PATH");
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Arrays.stream((path == null ? "" : path).split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
