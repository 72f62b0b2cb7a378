package org.yearbook.dashboard.api.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.IssueFilter;

/** Which issues an address asks for; empty leaves a part open, but for the state: those that are not settled. */
record AskedIssues(
        @Nullable String organizationId,
        @Nullable String owner,
        @Nullable String rule,
        @Nullable String entity,
        @Nullable String field,
        @Nullable String severity,
        @Nullable String state) {

    private static final List<String> STATES =
            List.of("open", "mine", "new", "reopened", "assigned", "waiting", "excepted", "fixed", "all");
    private static final List<String> SEVERITIES = List.of("block", "major", "minor", "warning");

    IssueFilter filter(Person person) {
        String wanted = word(state).isEmpty() ? "open" : word(state);
        known("state", wanted, STATES);
        known("severity", word(severity), SEVERITIES);
        return new IssueFilter(
                word(organizationId),
                word(owner),
                word(rule),
                word(entity),
                word(field),
                word(severity),
                "all".equals(wanted) ? "" : wanted,
                person.id(),
                false);
    }

    /** {@return what the audit says of the call} */
    String words() {
        return ("school=" + word(organizationId) + " owner=" + word(owner) + " rule=" + word(rule) + " entity="
                        + word(entity) + " field=" + word(field) + " severity=" + word(severity) + " state="
                        + word(state))
                .replaceAll(" ?[a-z]+=(?= |$)", "")
                .strip();
    }

    private static void known(String name, String asked, List<String> known) {
        if (!asked.isEmpty() && !known.contains(asked)) {
            throw ApiException.of(
                    Trouble.BAD_PARAMETER, "There is no such " + name + "; it is " + String.join(", ", known) + ".");
        }
    }

    private static String word(@Nullable String asked) {
        return asked == null ? "" : asked;
    }
}
