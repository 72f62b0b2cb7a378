package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yearbook.dashboard.state.People;
import org.yearbook.fuzz.Fuzzing;
import org.yearbook.fuzz.Spoilt;

/** Addresses that nobody meant, asked for by those who may open the most: answered or refused, and never a fault. */
class SpoiltAddressesTest {

    private static final Spoilt WORDS = new Spoilt(
            "' \" ; -- % _ * 0 -1 99999999999999999999 2025-26 2026-02-30 all school 0101 internal ../ <b> {{ ${ #{ T( \r\n");
    private static final List<String> PAGES = List.of(
            "/",
            "/metrics",
            "/metrics/chronic_absence_rate",
            "/metrics/chronic_absence_rate/records",
            "/metrics/chronic_absence_rate/why",
            "/boards",
            "/schools",
            "/schools/0101",
            "/quality",
            "/quality.csv",
            "/quality/values",
            "/quality/values/student/grade_level",
            "/nights",
            "/search",
            "/report-card",
            "/report-card/0101",
            "/technology",
            "/people",
            "/audit",
            "/audit.csv",
            "/who-is-who",
            "/years",
            "/years/2025-26",
            "/exports",
            "/packets",
            "/packets/new",
            "/catalogue",
            "/catalogue/dim_student",
            "/workbench",
            "/workbench/words",
            "/workbench/table",
            "/annotations",
            "/administration/sources",
            "/leadership");
    private static final List<String> PARAMETERS = List.of(
            "year",
            "metric",
            "school",
            "schools",
            "group",
            "groupDimension",
            "groupValue",
            "kind",
            "page",
            "pageSize",
            "pageToken",
            "q",
            "text",
            "from",
            "to",
            "on",
            "person",
            "about",
            "by",
            "policy",
            "authority",
            "version",
            "level",
            "owner",
            "audience",
            "name",
            "id",
            "key",
            "area",
            "place",
            "days",
            "left",
            "rule",
            "severity");

    private static String address(Random random) {
        String page = PAGES.get(random.nextInt(PAGES.size()));
        if (random.nextInt(3) == 0) {
            String last = page.substring(page.lastIndexOf('/') + 1);
            page = page.substring(0, page.lastIndexOf('/') + 1) + encoded(WORDS.text(last, random), random);
        }
        var address = new StringBuilder(page);
        for (int parameter = random.nextInt(4); parameter > 0; parameter--) {
            address.append(address.indexOf("?") < 0 ? '?' : '&')
                    .append(PARAMETERS.get(random.nextInt(PARAMETERS.size())))
                    .append('=')
                    .append(encoded(WORDS.text("2025-26", random), random));
        }
        return address.toString();
    }

    private static String encoded(String text, Random random) {
        // Longer ones are refused before any page is asked.
        String some = text.substring(0, Math.min(text.length(), 200 + random.nextInt(600)));
        return URLEncoder.encode(some, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void noAddressIsAFault() {
        var server = TestServer.shared();
        var visitors = List.of(server.visitor("demo-admin"), server.visitor("superintendent"));
        Fuzzing.each(100, random -> {
            String address = address(random);
            assertThat(visitors.get(random.nextInt(visitors.size()))
                            .get(address)
                            .statusCode())
                    .as(address)
                    .isLessThan(500);
        });
    }

    @Test
    void noAddressThatIsOnlyLookedAtChangesAnything() throws IOException {
        var server = TestServer.shared();
        Path home = server.sample().home().root();
        Map<String, String> before = listing(home);
        int people = server.running().bean(People.class).all().size();
        var visitor = server.visitor("demo-admin");
        PAGES.forEach(visitor::get);
        assertThat(listing(home)).isEqualTo(before);
        assertThat(server.running().bean(People.class).all()).hasSize(people);
    }

    /** Every file that is not the server's own, and how large it is. */
    private static Map<String, String> listing(Path home) throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> entries = Files.walk(home)) {
            for (Path file : entries.filter(Files::isRegularFile).toList()) {
                String name = home.relativize(file).toString();
                if (!name.startsWith("state") && !name.startsWith(".reading-") && !name.contains("/.reading-")) {
                    files.put(name, Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            }
        }
        return files;
    }
}
