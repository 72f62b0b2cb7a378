package org.yearbook.dashboard.page.identity;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Pages;
import org.yearbook.dashboard.page.identity.IdentityPage.DecidedRow;
import org.yearbook.dashboard.page.identity.IdentityPage.Face;
import org.yearbook.dashboard.page.identity.IdentityPage.Pair;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.IdentityAnswers.Candidate;
import org.yearbook.warehouse.answer.IdentityAnswers.Decided;
import org.yearbook.warehouse.answer.IdentityAnswers.Side;
import org.yearbook.warehouse.home.PeopleDecisions;
import org.yearbook.warehouse.home.PeopleDecisions.Decision;
import org.yearbook.warehouse.home.PeopleDecisions.Verdict;

/** Reads the page of who is who out of one publication, and what was decided since. */
final class IdentityReader {

    static final int PAGE = 10;
    private static final int DECIDED_SHOWN = 50;
    private static final Decided UNKNOWN = new Decided(0, "", "", "", "", "", "", "", "");

    private final Answers answers;
    private final PeopleDecisions.Read decisions;
    private final Map<String, String> schools = new HashMap<>();
    private final Map<String, Decision> standing = new HashMap<>();

    IdentityReader(Answers answers, PeopleDecisions.Read decisions) {
        this.answers = answers;
        this.decisions = decisions;
        answers.organizations().stream()
                .filter(found -> !found.district())
                .forEach(found -> schools.put(found.id(), found.name()));
        decisions.standing().forEach(decision -> standing.put(key(decision), decision));
    }

    /** {@return what names the two records of a decision, whichever stands first, and tells neither} */
    static String key(Decision decision) {
        return key(decision.left(), decision.right());
    }

    static String key(PeopleDecisions.Side one, PeopleDecisions.Side other) {
        String both = Stream.of(one, other)
                .map(side -> side.system() + "\n" + side.number())
                .sorted()
                .collect(Collectors.joining("\n\n"));
        return UUID.nameUUIDFromBytes(both.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static PeopleDecisions.Side side(Side side) {
        return PeopleDecisions.Side.of(side.source(), side.kind(), side.number());
    }

    IdentityPage read(String kind, int page, long count, List<Candidate> candidates, List<Decided> known) {
        return new IdentityPage(
                Dates.full(answers.edition().asOf()),
                count,
                Numbers.whole(count),
                shown(page, candidates.size(), count),
                kinds(kind),
                kind,
                page,
                candidates.stream().map(this::pair).toList(),
                decided(known),
                faults(known),
                Pages.of(Link.to("/who-is-who").with("kind", kind), "", page, Pages.last(count, PAGE)));
    }

    private static List<Option> kinds(String kind) {
        return Stream.of(
                        List.of("", "Everybody"),
                        List.of("staff", "Staff and accounts"),
                        List.of("student", "Students"))
                .map(choice -> new Option(
                        choice.get(0),
                        choice.get(1),
                        Link.to("/who-is-who").with("kind", choice.get(0)).toString(),
                        choice.get(0).equals(kind)))
                .toList();
    }

    private static String shown(int page, int here, long count) {
        long from = (long) (page - 1) * PAGE;
        return here == 0
                ? ""
                : Numbers.whole(from + 1) + "–" + Numbers.whole(from + here) + " of " + Numbers.whole(count);
    }

    private Pair pair(Candidate found) {
        @Nullable Decision decision = standing.get(key(side(found.left()), side(found.right())));
        return new Pair(
                found.key(),
                face(found.left()),
                face(found.right()),
                parts(found.evidence()),
                parts(found.conflict()),
                Integer.toString(found.score()),
                Dates.brief(found.firstSeen()),
                decision == null
                        ? ""
                        : words(decision.verdict()) + ", says " + decision.by() + ", " + Dates.brief(decision.on()),
                decision == null ? "" : key(decision));
    }

    private static List<String> parts(String told) {
        return told.isEmpty() ? List.of() : Arrays.asList(told.split("; ", -1));
    }

    private Face face(Side side) {
        return new Face(
                side.kind().isEmpty() ? side.source() : side.source() + ", " + side.kind(),
                side.number(),
                side.name(),
                Dates.brief(side.birthDate()),
                side.email(),
                side.login(),
                Arrays.stream(side.schools().split(", ", -1))
                        .map(school -> schools.getOrDefault(school, school))
                        .collect(Collectors.joining(", ")),
                time(side.since(), side.until()),
                side.live());
    }

    private static String time(@Nullable LocalDate since, @Nullable LocalDate until) {
        if (since == null && until == null) {
            return "";
        }
        return (since == null ? "" : "from " + Dates.brief(since))
                + (until == null ? "" : " until " + Dates.brief(until));
    }

    /** {@return the standing decisions that the page shows, latest first} */
    List<Decision> latest() {
        return decisions.standing().stream()
                .sorted(Comparator.comparing(Decision::line).reversed())
                .limit(DECIDED_SHOWN)
                .toList();
    }

    private List<DecidedRow> decided(List<Decided> known) {
        Map<Long, Decided> byLine =
                known.stream().collect(Collectors.toMap(Decided::line, row -> row, (one, other) -> one));
        return latest().stream()
                .map(decision -> row(decision, byLine.getOrDefault((long) decision.line(), UNKNOWN)))
                .toList();
    }

    /** A row moves when the file is edited by hand: what the night says of another row is not told of this one. */
    private static DecidedRow row(Decision decision, Decided found) {
        boolean same = found.leftNumber().equals(decision.left().number())
                && found.rightNumber().equals(decision.right().number());
        Decided known = same ? found : UNKNOWN;
        boolean refused = known.status().equals("contradicts") || known.status().equals("refused");
        return new DecidedRow(
                key(decision),
                decision.left().system() + " " + decision.left().number(),
                known.leftName(),
                decision.right().system() + " " + decision.right().number(),
                known.rightName(),
                words(decision.verdict()),
                decision.by(),
                Dates.brief(decision.on()),
                decision.why(),
                refused
                        ? "Not applied: " + known.reason()
                        : known.status().equals("applied") ? "Applied" : "Applies from the next night on",
                !refused);
    }

    private List<String> faults(List<Decided> known) {
        var faults = new ArrayList<String>();
        decisions.bad().forEach(bad -> faults.add("Line " + bad.line() + ": " + bad.reason()));
        known.stream()
                .filter(row ->
                        row.status().equals("contradicts") || row.status().equals("refused"))
                .forEach(row -> faults.add("Line " + row.line() + ": " + row.reason()));
        return faults;
    }

    private static String words(Verdict verdict) {
        return verdict == Verdict.SAME ? "Same person" : "Two people";
    }
}
