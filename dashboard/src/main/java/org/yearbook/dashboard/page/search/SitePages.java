package org.yearbook.dashboard.page.search;

import java.util.List;
import java.util.function.Predicate;
import org.yearbook.dashboard.page.search.Entry.Kind;
import org.yearbook.dashboard.state.Person;

/** The pages there are, and who may open them. */
final class SitePages {

    private record Site(Entry entry, Predicate<Person> open) {}

    private static final List<Site> ALL = List.of(
            site(
                    "/",
                    "Leadership",
                    "How the district does on every number, with goals and trends.",
                    "start home overview dashboard tiles today",
                    person -> true),
            site(
                    "/schools",
                    "Schools",
                    "All schools side by side, and everything about each of them.",
                    "compare buildings campuses",
                    person -> person.role().seesWholeSchools()),
            site(
                    "/quality",
                    "Data quality",
                    "What is wrong in the records, who can mend it, and how.",
                    "issues errors cleaning score report",
                    person -> true),
            site(
                    "/quality/rules",
                    "The rules of data quality",
                    "Every rule in plain words, and what it found.",
                    "rule book checks validation",
                    person -> true),
            site(
                    "/nights",
                    "Nights",
                    "What came in, what was held back, how long it took, and what runs now.",
                    "freshness sources imports loads progress",
                    person -> true),
            site(
                    "/metrics",
                    "Definitions",
                    "What every number means, with its history.",
                    "yearbook glossary formula book",
                    person -> true),
            site(
                    "/technology",
                    "Technology",
                    "Accounts to disable, people who start, apps and agreements to look at.",
                    "work lists it helpdesk",
                    person -> person.role().seesTechnology()),
            site(
                    "/who-is-who",
                    "Who is who",
                    "Records of different systems that may be one person.",
                    "matching identity merge",
                    person -> person.role().seesEveryNumber()),
            site(
                    "/years",
                    "School years",
                    "Close a year, open the next.",
                    "rollover freeze year end",
                    person -> person.role().seesEveryNumber()),
            site(
                    "/people",
                    "People",
                    "Who may sign in, and what they see.",
                    "users accounts roles administration",
                    Person::administrator),
            site("/audit", "Audit", "Who looked at what.", "log history access records", Person::administrator),
            site("/password", "Your account", "Password and e-mail.", "profile settings password mail", person -> true),
            site(
                    "/accessibility",
                    "Accessibility",
                    "How everybody can use these pages, and whom to tell when somebody cannot.",
                    "wcag ada screen reader keyboard",
                    person -> true));

    private SitePages() {}

    private static Site site(String link, String title, String text, String more, Predicate<Person> open) {
        return new Site(new Entry(Kind.PAGE, "", title, text, more, link), open);
    }

    /** {@return the pages that a person may open} */
    static List<Entry> of(Person person) {
        return ALL.stream()
                .filter(site -> site.open().test(person))
                .map(Site::entry)
                .toList();
    }
}
