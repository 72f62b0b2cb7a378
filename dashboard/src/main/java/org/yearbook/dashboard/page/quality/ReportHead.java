package org.yearbook.dashboard.page.quality;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Severities;
import org.yearbook.warehouse.answer.Score;

/**
 * What a file says about itself: whose report it is, of which night, and what was asked for.
 *
 * @param place whose records, in words
 * @param person for whom it was made, with their role
 * @param asOf the night
 * @param made the day on which somebody took it away
 * @param filters what was asked for, each a name and a choice, in words
 * @param score 0 to 100 as people read it; nothing when no row was checked
 * @param issues how many the filters find
 * @param apart how many more one cause explains, so that the list leaves them out
 */
record ReportHead(
        String district,
        String place,
        String person,
        LocalDate asOf,
        LocalDate made,
        List<Part> filters,
        Optional<BigDecimal> score,
        long issues,
        long apart) {

    ReportHead {
        filters = List.copyOf(filters);
    }

    /** One choice. */
    record Part(String name, String choice) {}

    /** Where and when: what does not follow from the question. */
    record Setting(String district, String place, LocalDate asOf, LocalDate made) {}

    static ReportHead of(Setting setting, Person person, Asked asked, Optional<Score> score, long issues, long apart) {
        return new ReportHead(
                setting.district(),
                setting.place(),
                person.name() + ", " + person.role().words().toLowerCase(java.util.Locale.ROOT),
                setting.asOf(),
                setting.made(),
                filters(asked),
                score.flatMap(Score::value).map(ScoreLine::words).map(BigDecimal::new),
                issues,
                apart);
    }

    private static List<Part> filters(Asked asked) {
        var parts = new ArrayList<Part>();
        parts.add(new Part("Status", States.words(asked.status())));
        add(parts, "Severity", Severities.words(asked.severity()));
        add(parts, "Rule", asked.rule());
        String[] cause = asked.cause().split("/", 3);
        if (cause.length == 3) {
            String field = cause[2].isEmpty() ? "" : ", " + cause[2].replace('_', ' ');
            add(parts, "Rule", cause[0] + ": " + cause[1].replace('_', ' ') + field);
        }
        return parts;
    }

    private static void add(List<Part> parts, String name, String choice) {
        if (!choice.isEmpty()) {
            parts.add(new Part(name, choice));
        }
    }

    /** {@return the filters in one line} */
    String filterLine() {
        return filters.stream()
                .map(part -> part.name() + ": " + part.choice())
                .collect(java.util.stream.Collectors.joining(" · "));
    }
}
