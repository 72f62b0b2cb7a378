package org.yearbook.dashboard.page.administration;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Deeds;
import org.yearbook.dashboard.words.Numbers;

/**
 * One event of the audit trail, as a page tells it.
 *
 * @param who by name; by sign-in name where nobody has it now
 * @param signIn beside the name; empty where it stands for it
 * @param role in words; empty where it was not noted
 * @param seenAs whose view it was, by name; empty for their own
 * @param what they did, or which page they read
 * @param which which part of it, in words
 * @param records how many; empty for none
 */
record EventRow(
        String at, String who, String signIn, String role, String seenAs, String what, String which, String records) {

    /** Names by sign-in name. */
    static Map<String, String> names(List<Person> people) {
        return people.stream().collect(Collectors.toMap(Person::signIn, Person::name));
    }

    static EventRow of(AuditTrail.Entry entry, Map<String, String> names, ZoneId zone) {
        Optional<String> name = Optional.ofNullable(names.get(entry.signIn()));
        return new EventRow(
                Dates.minute(entry.at(), zone),
                name.orElse(entry.signIn()),
                name.isPresent() ? entry.signIn() : "",
                Role.of(entry.role()).map(Role::words).orElse(""),
                entry.seenAs().isEmpty() ? "" : names.getOrDefault(entry.seenAs(), entry.seenAs()),
                Deeds.words(entry.action()),
                Whiches.words(entry.action(), entry.subject()),
                entry.rowsSeen() == 0 ? "" : Numbers.whole(entry.rowsSeen()));
    }
}
