package org.yearbook.dashboard.page.nights;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yearbook.dashboard.page.nights.RunPage.FileLine;
import org.yearbook.dashboard.page.nights.RunPage.Line;
import org.yearbook.dashboard.page.nights.RunPage.Live;
import org.yearbook.dashboard.page.nights.RunPage.SourceLine;
import org.yearbook.dashboard.page.nights.RunPage.StageLine;
import org.yearbook.dashboard.page.nights.RunPage.StepLine;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.GoneBack;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.PublicationException;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.run.Expectation;
import org.yearbook.warehouse.run.NotTaken;
import org.yearbook.warehouse.run.Run;
import org.yearbook.warehouse.run.Run.Came;
import org.yearbook.warehouse.run.Run.FileAccount;
import org.yearbook.warehouse.run.Runs;
import org.yearbook.warehouse.run.Stage;

/** Reads the runs of a home for the pages. */
final class RunReader {

    /** How many former nights say what is usual. */
    private static final int FORMER = 5;

    /** When nothing moved for so long, it is told. */
    private static final Duration QUIET = Duration.ofMinutes(10);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("h:mm a", Locale.US);

    private final DistrictHome home;
    private final Runs runs;
    private final ZoneId zone;

    RunReader(DistrictHome home, ZoneId zone) {
        this.home = home;
        this.runs = new Runs(home);
        this.zone = zone;
    }

    List<String> ids() {
        return runs.ids();
    }

    Optional<Run> latest() {
        return runs.latest();
    }

    Optional<Run> find(String id) {
        return runs.find(id);
    }

    List<Line> lines(List<String> ids) {
        String inForce = nightInForce();
        return ids.stream()
                .map(id -> runs.find(id)
                        .map(run -> line(run, run.id().equals(inForce)))
                        .orElseGet(() -> unreadable(id)))
                .toList();
    }

    private Line unreadable(String id) {
        Instant began = Runs.began(id);
        return new Line(
                id,
                Dates.brief(LocalDate.ofInstant(began, zone)),
                Dates.minute(began, zone),
                "–",
                "not-met",
                "✕",
                "Its record cannot be read",
                "–",
                false);
    }

    private Line line(Run run, boolean inForce) {
        boolean known = run.state() != Run.State.ONLY_KNOWN;
        return new Line(
                run.id(),
                Dates.brief(run.date()) + (run.refresh() ? ", refresh" : ""),
                Dates.minute(run.began(), zone),
                known ? seconds(run.took()) : "–",
                RunWords.tone(run),
                RunWords.mark(run),
                RunWords.status(run, inForce),
                known ? Numbers.whole(run.rowsLanded()) : "–",
                true);
    }

    /** {@return what a night is doing, when it is} */
    Optional<Live> live(Optional<Run> of, Instant now) {
        return of.filter(run -> run.state() == Run.State.RUNNING).map(run -> live(run, now));
    }

    private Live live(Run run, Instant now) {
        List<Run> former = runs.publishedBefore(run, FORMER);
        Run.StageTime stage = run.now();
        Run.Step last =
                run.steps().isEmpty() ? null : run.steps().get(run.steps().size() - 1);
        Duration quiet = Duration.between(run.told(), now);
        return new Live(
                run.id(),
                (run.refresh() ? "A refresh is running: " : "A night is running: ")
                        + (stage == null ? "it begins" : lower(stage.stage().words())),
                "Since " + CLOCK.format(run.began().atZone(zone)) + ", " + seconds(Duration.between(run.began(), now))
                        + " so far.",
                Numbers.of(run.rowsLanded(), "row", "rows") + " taken in so far.",
                last == null ? "" : "Done last: " + (last.step() + " " + last.source()).strip() + ".",
                Expectation.of(run, former, now)
                        .map(this::expected)
                        .orElse("When it will be done is not known: no former" + " night tells how long it takes."),
                quiet.compareTo(QUIET) > 0
                        ? "Nothing has moved for " + seconds(quiet)
                                + ". One large piece of work can take that long; if it"
                                + " stays so, look at the terminal or the log of the night."
                        : "",
                stages(run, former, now));
    }

    private String expected(Expectation expectation) {
        String nights = expectation.nights() == 1 ? "the former night" : "the last " + expectation.nights() + " nights";
        String at = CLOCK.format(expectation.end().atZone(zone));
        return expectation.late()
                ? "This takes longer than in " + nights + ", so nobody can say when it will be done; hardly before "
                        + at + "."
                : "Expected to be done at about " + at + ", as " + nights
                        + (expectation.nights() == 1 ? " tells." : " tell.");
    }

    /** {@return the page of a run} */
    RunPage page(Run run, boolean tellsWarnings, Instant now) {
        String current = current().map(Publication::id).orElse("");
        boolean published = !run.publication().isEmpty();
        boolean inForce = run.id().equals(nightInForce());
        return new RunPage(
                run.id(),
                Dates.full(run.date()),
                run.refresh(),
                RunWords.finding(run, inForce),
                RunWords.doing(run, inForce),
                run.state() == Run.State.ONLY_KNOWN ? "" : Dates.minute(run.began(), zone),
                run.ended() == null ? "" : Dates.minute(run.ended(), zone),
                !published
                        ? inForce ? current + ", in force" : ""
                        : run.publication() + (inForce ? ", in force" : ", replaced by a later one"),
                files(run.files().stream()
                        .filter(file -> file.came() == Came.HELD)
                        .toList()),
                balance(run),
                sources(run),
                files(run.files().stream()
                        .filter(file -> file.came() != Came.HELD)
                        .toList()),
                run.stages().isEmpty() ? List.of() : stages(run, runs.publishedBefore(run, FORMER), now),
                run.steps().stream()
                        .map(step -> new StepLine(
                                step.step(),
                                step.source(),
                                Numbers.whole(step.rows()),
                                Numbers.seconds(step.seconds())))
                        .toList(),
                tellsWarnings ? run.warnings() : List.of());
    }

    /** {@return how the last run went, in a sentence, and whether its numbers are those that are shown} */
    String finding(Run run) {
        return overruled(run)
                .map(gone ->
                        "This " + RunWords.what(run) + " published its numbers, and those of an earlier night are in"
                                + " force: " + gone.by() + " went back to them on " + Dates.minute(gone.at(), zone)
                                + ", because: "
                                + gone.reason())
                .orElseGet(() -> RunWords.finding(run, run.id().equals(nightInForce())));
    }

    /** {@return the style class that colours the last run} */
    String tone(Run run) {
        return overruled(run).isPresent() ? "not-met" : RunWords.tone(run);
    }

    private Optional<GoneBack> overruled(Run run) {
        try {
            return run.publication().isEmpty() || run.id().equals(nightInForce())
                    ? Optional.empty()
                    : Publications.goneBack(home);
        } catch (PublicationException e) {
            return Optional.empty();
        }
    }

    private String nightInForce() {
        return current().map(Publication::night).orElse("");
    }

    /** A pointer that is damaged is told where the numbers are; what the nights did can be told without it. */
    private Optional<Publication> current() {
        try {
            return Publications.current(home);
        } catch (PublicationException e) {
            return Optional.empty();
        }
    }

    private static String balance(Run run) {
        if (run.files().stream().allMatch(file -> file.came() == Came.HELD)) {
            return "";
        }
        List<FileAccount> wrong =
                run.files().stream().filter(file -> !file.balances()).toList();
        FileAccount all = sum("", run.files());
        return wrong.isEmpty()
                ? "All " + Numbers.whole(all.delivered()) + " delivered rows are accounted for: "
                        + Numbers.whole(all.loaded()) + " loaded, " + Numbers.whole(all.quarantined())
                        + " kept out, " + Numbers.whole(all.duplicate()) + " duplicates."
                : "The rows of " + Numbers.of(wrong.size(), "file", "files")
                        + " do not add up. Tell whoever keeps Yearbook running.";
    }

    private static FileAccount sum(String source, List<FileAccount> files) {
        return new FileAccount(
                source,
                "",
                Came.EARLIER,
                "",
                "",
                files.stream().mapToLong(FileAccount::delivered).sum(),
                files.stream().mapToLong(FileAccount::loaded).sum(),
                files.stream().mapToLong(FileAccount::quarantined).sum(),
                files.stream().mapToLong(FileAccount::duplicate).sum());
    }

    private static List<SourceLine> sources(Run run) {
        Map<String, List<FileAccount>> bySource = run.files().stream()
                .collect(Collectors.groupingBy(FileAccount::source, TreeMap::new, Collectors.toList()));
        List<SourceLine> lines = new ArrayList<>();
        bySource.forEach((source, files) -> {
            FileAccount all = sum(source, files);
            long came =
                    files.stream().filter(file -> file.came() == Came.TONIGHT).count();
            List<FileAccount> held =
                    files.stream().filter(file -> file.came() == Came.HELD).toList();
            NotTaken missing = NotTaken.of(held, FileAccount::source, FileAccount::file);
            lines.add(new SourceLine(
                    source,
                    Numbers.whole(files.size() - held.size()) + " (" + Numbers.whole(came) + " new"
                            + (missing.files() > 0 ? ", " + Numbers.whole(missing.files()) + " held back" : "")
                            + (missing.sources() > 0 ? ", not pulled)" : ")"),
                    Numbers.whole(all.delivered()),
                    Numbers.whole(all.loaded()),
                    Numbers.whole(all.quarantined()),
                    Numbers.whole(all.duplicate()),
                    files.stream().allMatch(FileAccount::balances)));
        });
        return lines;
    }

    private static List<FileLine> files(List<FileAccount> files) {
        return files.stream()
                .sorted(Comparator.comparing(FileAccount::came)
                        .thenComparing(FileAccount::source)
                        .thenComparing(FileAccount::file))
                .map(file -> new FileLine(
                        file.source(),
                        file.file(),
                        RunWords.came(file.came()),
                        file.reason(),
                        file.whatToDo(),
                        NotTaken.isPull(file.source(), file.file()) ? "–" : Numbers.whole(file.delivered()),
                        Numbers.whole(file.loaded()),
                        Numbers.whole(file.quarantined()),
                        Numbers.whole(file.duplicate()),
                        file.balances()))
                .toList();
    }

    private static List<StageLine> stages(Run run, List<Run> former, Instant now) {
        boolean running = run.state() == Run.State.RUNNING;
        Run.StageTime last = run.now();
        Map<Stage, Duration> times = new EnumMap<>(Stage.class);
        times.putAll(run.stageTimes());
        if (running && last != null) {
            times.put(last.stage(), Duration.between(last.began(), now));
        }
        Duration longest =
                times.values().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        List<StageLine> lines = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            Duration time = times.get(stage);
            if (time != null || running) {
                lines.add(new StageLine(
                        stage.words(),
                        time == null ? "later" : state(run, last != null && last.stage() == stage),
                        time == null ? "" : seconds(time),
                        former.isEmpty() ? "" : seconds(Expectation.usual(stage, former)),
                        time == null ? "0%" : share(time, longest)));
            }
        }
        return lines;
    }

    /** How a stage stands that began. */
    private static String state(Run run, boolean last) {
        return switch (run.state()) {
            case RUNNING -> last ? "now" : "done";
            case FAILED, DIED -> last ? "broken" : "done";
            case PUBLISHED, PUBLISHED_IN_PART, NOTHING, ONLY_KNOWN -> "done";
        };
    }

    private static String share(Duration time, Duration longest) {
        return longest.isZero() ? "0%" : Math.round(100.0 * time.toMillis() / longest.toMillis()) + "%";
    }

    private static String seconds(Duration duration) {
        return Numbers.seconds(Math.max(0, duration.toMillis()) / 1000.0);
    }

    private static String lower(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}
