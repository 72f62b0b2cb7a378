package org.yearbook.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code dashboard/screenshots}: a picture of every page that the server has, on a desk and on a phone, in light and in
 * dark. Pages are found by what the server answers to and by following links, so that a new page is never forgotten.
 */
@Command(
        name = "screenshots",
        mixinStandardHelpOptions = true,
        description = "Takes pictures of every page of a demo home. People of the demo get new passwords.")
final class Screenshots implements Callable<Integer> {

    private static final int USAGE = 2;
    private static final List<Integer> WIDTHS = List.of(1280, 390);
    private static final List<ColorScheme> THEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
    /** What is asked for by programs or by a part of a page, leads on to another page, or is looked at signed out. */
    private static final List<String> NO_PAGES = List.of(
            "/error", "/health", "/nights/live", "/workbench/table", "/workbench/words", "/sign-in", "/metrics/book");

    @Option(names = "--home", required = true, description = "a home made by: yearbook demo")
    private Path home = Path.of("");

    @Option(names = "--to", required = true, description = "the folder for the pictures")
    private Path to = Path.of("");

    @Option(names = "--readme", description = "where the picture of the README goes")
    private Path readme;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new Screenshots()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Path> program = TestBrowser.program();
        if (program.isEmpty()) {
            spec.commandLine().getErr().println(TestBrowser.MISSING);
            return USAGE;
        }
        Files.createDirectories(to);
        var options = new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        try (RunningServer server = RunningServer.start(new Settings(home, "localhost", 0, true), Clock.systemUTC());
                Playwright playwright = Playwright.create(options);
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(program.get())
                                .setArgs(TestBrowser.FLAGS))) {
            var visit = new Visit(server, browser);
            Map<String, String> pages = visit.pages();
            visit.patterns.stream()
                    .filter(pattern -> !pages.containsKey(pattern.getPatternString()))
                    .forEach(pattern -> out.println("No link leads to " + pattern.getPatternString()));
            for (int width : WIDTHS) {
                for (ColorScheme theme : THEMES) {
                    visit.take(pages, width, theme, to, out);
                }
            }
            if (readme != null) {
                visit.takeOne("/", readme);
            }
            out.println(
                    pages.size() + " pages, " + pages.size() * WIDTHS.size() * THEMES.size() + " pictures in " + to);
        }
        return 0;
    }

    /** A look around as the demo's administrator, who may open everything. */
    private static final class Visit {
        private final String url;
        private final String password;
        private final Browser browser;
        private final List<PathPattern> patterns;

        Visit(RunningServer server, Browser browser) {
            this.url = "http://localhost:" + server.port();
            this.password = server.greeting().signIns().stream()
                    .filter(signIn -> signIn.name().equals("demo-admin"))
                    .findFirst()
                    .orElseThrow()
                    .password();
            this.browser = browser;
            var parser = new PathPatternParser();
            this.patterns = server.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                    .filter(mapping ->
                            mapping.getMethodsCondition().getMethods().isEmpty()
                                    || mapping.getMethodsCondition().getMethods().stream()
                                            .anyMatch(method -> method.name().equals("GET")))
                    .flatMap(mapping -> mapping.getPatternValues().stream())
                    .filter(path -> !path.contains(".") && !NO_PAGES.contains(path) && !path.startsWith("/api"))
                    .distinct()
                    .sorted()
                    .map(parser::parse)
                    .toList();
        }

        private Page signedIn(int width, ColorScheme theme) {
            BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                    .setViewportSize(width, width < 500 ? 844 : 900)
                    .setColorScheme(theme));
            Page page = context.newPage();
            page.navigate(url + "/sign-in");
            page.fill("#name", "demo-admin");
            page.fill("#password", password);
            page.click("main button[type=submit]");
            page.waitForURL(url + "/");
            return page;
        }

        /** {@return one address of each kind of page} */
        Map<String, String> pages() {
            Map<String, String> found = new TreeMap<>();
            Deque<String> open = new ArrayDeque<>();
            patterns.stream()
                    .map(PathPattern::getPatternString)
                    .filter(path -> !path.contains("{"))
                    .forEach(path -> {
                        found.put(path, path.equals("/search") ? "/search?q=absent" : path);
                        open.add(found.get(path));
                    });
            Page page = signedIn(WIDTHS.get(0), ColorScheme.LIGHT);
            while (!open.isEmpty()) {
                page.navigate(url + open.remove());
                List<?> links = (List<?>) page.evaluate(
                        "[...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href'))");
                for (Object link : links) {
                    String address = String.valueOf(link).replaceFirst("#.*", "");
                    pattern(address).filter(path -> !found.containsKey(path)).ifPresent(path -> {
                        found.put(path, address);
                        open.add(address);
                    });
                }
            }
            page.context().close();
            return found;
        }

        private Optional<String> pattern(String address) {
            PathContainer path = PathContainer.parsePath(address.replaceFirst("\\?.*", ""));
            // A file that somebody takes away is no page, though its address may look like that of one.
            return patterns.stream()
                    .filter(pattern -> !address.matches("[^?]*\\.(csv|pdf|xlsx)(\\?.*)?") && pattern.matches(path))
                    .min(PathPattern.SPECIFICITY_COMPARATOR)
                    .map(PathPattern::getPatternString);
        }

        void take(Map<String, String> pages, int width, ColorScheme theme, Path to, PrintWriter out) {
            Page page = signedIn(width, theme);
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
            Map<String, String> all = new LinkedHashMap<>(pages);
            all.put("/no-such-page", "/no-such-page");
            all.forEach((pattern, address) -> {
                shoot(page, address, to.resolve(name(pattern) + "-" + width + "-" + word(theme) + ".png"), true);
                List<?> wide = PagesInBrowserTest.overflow(page);
                if (!wide.isEmpty()) {
                    out.println("Wider than the window: " + address + " at " + width + " " + wide);
                }
                complaints.stream()
                        .filter(complaint -> !complaint.contains("404"))
                        .forEach(complaint -> out.println("Complaint on " + address + ": " + complaint));
                complaints.clear();
            });
            page.context().clearCookies();
            Stream.of("/sign-in", "/accessibility")
                    .forEach(address -> shoot(
                            page,
                            address,
                            to.resolve("signed-out-" + name(address) + "-" + width + "-" + word(theme) + ".png"),
                            true));
            page.context().close();
        }

        void takeOne(String address, Path file) {
            Page page = signedIn(1440, ColorScheme.LIGHT);
            shoot(page, address, file, false);
            page.context().close();
        }

        private void shoot(Page page, String address, Path file, boolean whole) {
            page.navigate(url + address);
            page.waitForTimeout(600); // charts draw themselves in
            page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(whole));
        }

        private static String word(ColorScheme theme) {
            return theme == ColorScheme.DARK ? "dark" : "light";
        }

        private static String name(String pattern) {
            String name = pattern.replaceAll("[{}*]", "")
                    .replaceAll("[^A-Za-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            return name.isEmpty() ? "today" : name;
        }
    }
}
