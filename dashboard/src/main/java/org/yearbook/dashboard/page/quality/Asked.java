package org.yearbook.dashboard.page.quality;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.dashboard.page.Link;
import org.yearbook.warehouse.answer.QualityAnswers;

/**
 * Which issues the address asks for; empty leaves a filter out.
 *
 * @param page counts from 1
 */
record Asked(String school, String rule, String severity, String status, int page) {

    QualityAnswers.Filter filter() {
        return new QualityAnswers.Filter(school, rule, severity, "all".equals(status) ? "" : status);
    }

    Link link() {
        return Link.to("/quality")
                .with("school", school)
                .with("rule", rule)
                .with("severity", severity)
                .with("status", "open".equals(status) ? "" : status);
    }

    /** {@return the same question as a file} */
    String download() {
        return Link.to("/quality.csv")
                .with("school", school)
                .with("rule", rule)
                .with("severity", severity)
                .with("status", status)
                .toString();
    }

    boolean filtered() {
        return !school.isEmpty() || !rule.isEmpty() || !severity.isEmpty() || !"open".equals(status);
    }

    /** {@return the filter as the audit keeps it} */
    String words() {
        return Stream.of(part("school", school), part("rule", rule), part("severity", severity), part("status", status))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private static Optional<String> part(String name, String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(name + "=" + value);
    }
}
