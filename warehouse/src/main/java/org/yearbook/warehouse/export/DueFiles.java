package org.yearbook.warehouse.export;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.DueRule;
import org.yearbook.definitions.edfacts.FileSpecification;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Reporting;
import org.yearbook.definitions.edfacts.ReportingCalendar;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.FederalSpecifications;
import org.yearbook.warehouse.stateform.StateForm;
import org.yearbook.warehouse.stateform.StateForms;

/** Which file is due when, and where each stands. The state's own days, from {@code district.yaml}, come first. */
public final class DueFiles {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d", Locale.US);

    private static final ReportingCalendar CALENDAR = ReportingCalendar.shipped();

    private final FileSpecifications specifications;
    private final District district;
    private final ExportSettings settings;
    private final ExportRun run;
    private final Frozen frozen;
    private final StateForms stateForms;

    public DueFiles(DistrictHome home, Limits limits, Clock clock) {
        this.specifications = FederalSpecifications.read(home);
        this.district = DistrictFile.read(home);
        this.settings = ExportSettings.read(home);
        this.run = new ExportRun(home, limits, clock);
        this.frozen = new Frozen(home, limits, clock);
        this.stateForms = StateForms.read(home);
    }

    /** Reads what every district is asked for, so that nobody waits for it once a night has ended. */
    public static void prepare() {
        FileSpecifications.shipped();
    }

    /** {@return every file of a year, the next one due first, those without a day last} */
    public List<DueFile> of(SchoolYear year) {
        Stream<DueFile> federal = specifications.all().stream().map(specification -> file(specification, year));
        Stream<DueFile> own = stateForms.all().values().stream().map(described -> own(described, year));
        return Stream.concat(federal, own)
                .sorted(Comparator.comparing(DueFile::due, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()))
                        .thenComparing(DueFile::specification))
                .toList();
    }

    /** {@return the files of this year and the last that somebody should work at} */
    public List<DueFile> due(LocalDate today) {
        SchoolYear year = district.schoolYear(today);
        return Stream.of(year.previous(), year)
                .flatMap(one -> of(one).stream())
                .filter(file -> file.isDue(today, settings.weeks()))
                .toList();
    }

    private DueFile file(FileSpecification specification, SchoolYear year) {
        Reporting reporting = CALENDAR.find(specification.id()).orElseThrow();
        LocalDate own =
                settings.due().getOrDefault(specification.id(), Map.of()).get(year);
        DueRule rule = reporting.due();
        LocalDate due = own != null ? own : rule == null ? null : rule.of(year);
        return new DueFile(
                specification.id(),
                specification.name(),
                year,
                due,
                own != null
                        ? "the state's day"
                        : rule == null
                                ? "no federal day was found; write the state's into district.yaml (federal, hand_in, due)"
                                : told(rule, year),
                frozen.of(year, reporting.basis()).isPresent(),
                run.exports().standing(specification.id(), year),
                run.obstacles(specification.id(), year));
    }

    /** A description with a fault is a file that cannot be made: nobody should miss it. */
    private DueFile own(StateForms.Described described, SchoolYear year) {
        Optional<StateForm> form = described.form();
        LocalDate due = form.map(StateForm::due).map(days -> days.get(year)).orElse(null);
        return new DueFile(
                described.id(),
                form.map(StateForm::name).orElse("its description has a fault"),
                year,
                due,
                due != null
                        ? "the state's day"
                        : "no day is known; write it into state-files/" + described.id() + ".yaml (due)",
                form.isPresent() && frozen.of(year, form.get().basis()).isPresent(),
                run.exports().standing(described.id(), year),
                run.obstacles(described.id(), year));
    }

    /** {@return what lies in state-files/ and describes no file, a sentence each} */
    public List<String> strangers() {
        return stateForms.strangers();
    }

    private static String told(DueRule rule, SchoolYear year) {
        String same = rule.readFor() == null || rule.readFor().equals(year) ? "" : ", read for " + rule.readFor();
        String day = rule.weekday() == null
                ? DAY.format(rule.of(year))
                : (rule.number() == -1 ? "last " : rule.number() == 1 ? "first " : rule.number() + ". ")
                        + rule.weekday().getDisplayName(TextStyle.FULL, Locale.US) + " of "
                        + rule.month().getDisplayName(TextStyle.FULL, Locale.US);
        return "the federal day for states (" + day + same + ")";
    }
}
