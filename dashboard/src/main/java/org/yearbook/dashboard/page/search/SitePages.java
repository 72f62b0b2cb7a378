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
                    "Today",
                    "What needs attention, what moved, and how recent each source is.",
                    "start home front news",
                    person -> true),
            site(
                    "/boards",
                    "Boards",
                    "One for each question, from attendance to IT training, with goals and gaps.",
                    "dashboard topics areas",
                    person -> true),
            site(
                    "/leadership",
                    "Leadership",
                    "How the district does on every number, with goals and trends.",
                    "overview dashboard tiles",
                    person -> true),
            site(
                    "/packets",
                    "Packets",
                    "The board packet and others, as a PDF, by mail or on a schedule.",
                    "board meeting pdf report print",
                    person -> true),
            site(
                    "/report-card",
                    "Report card",
                    "What the law asks the district and each school to tell everybody, as a page, CSV and PDF.",
                    "essa public federal statutory per pupil expenditure",
                    person -> true),
            site(
                    "/annotations",
                    "Annotations",
                    "What happened on a day, shown on the charts that it is about.",
                    "notes events marks",
                    person -> person.role().annotates()),
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
                    "/workbench",
                    "Workbench",
                    "Ask the tables by statements of your own, draw what comes, and take it away.",
                    "sql query statement database editor",
                    person -> !person.role().asks().isEmpty()),
            site(
                    "/catalogue",
                    "Catalog",
                    "Every table and column in words, how they belong together, and statements to begin with.",
                    "catalogue schema data dictionary tables columns diagram",
                    person -> !person.role().asks().isEmpty()),
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
                    "/exports",
                    "State and federal files",
                    "What is due to the state when, and what is still wrong in it.",
                    "edfacts essa export submission state report",
                    person -> person.role().seesEveryNumber()),
            site(
                    "/administration",
                    "Administration",
                    "People, schools, sources, schedules, mappings and the audit trail.",
                    "settings setup",
                    Person::mayAskWhoSaw),
            site(
                    "/who-saw",
                    "Who saw a student?",
                    "Who read a record that names a student or an employee, and when.",
                    "ferpa disclosure access log",
                    Person::mayAskWhoSaw),
            site(
                    "/people",
                    "People",
                    "Who may sign in, and what they see.",
                    "users accounts roles administration",
                    Person::administrator),
            site(
                    "/audit",
                    "Audit trail",
                    "Who did and read what.",
                    "audit log history access records",
                    Person::administrator),
            site(
                    "/workbench/connect",
                    "Connect",
                    "Your own tools on the tables: DBeaver, Tableau, Power BI, Excel, Python and R.",
                    "flight sql jdbc odbc adbc driver workbench",
                    person -> !person.role().asks().isEmpty()),
            site(
                    "/password",
                    "Your account",
                    "Password, passkeys, e-mail, and where you are signed in.",
                    "profile settings password mail sessions",
                    person -> true),
            site(
                    "/account/second-factor",
                    "Second factor",
                    "A code of your phone after the password.",
                    "totp authenticator app two mfa 2fa recovery codes",
                    person -> true),
            site(
                    "/api",
                    "The API",
                    "What programs can read with a token, call by call.",
                    "json openapi tokens developers",
                    person -> true),
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
