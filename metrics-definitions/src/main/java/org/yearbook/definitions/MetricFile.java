package org.yearbook.definitions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Formula.Completeness;
import org.yearbook.definitions.Measure.Agg;
import org.yearbook.definitions.Metric.Area;
import org.yearbook.definitions.Metric.Dimension;
import org.yearbook.definitions.Metric.Direction;
import org.yearbook.definitions.Metric.Unit;
import org.yearbook.definitions.MetricVersion.Approval;
import org.yearbook.definitions.MetricVersion.Citation;
import org.yearbook.definitions.MetricVersion.Comparability;
import org.yearbook.definitions.MetricVersion.Status;
import org.yearbook.definitions.MetricVersion.Words;
import org.yearbook.definitions.Sharing.PublicRate;
import org.yearbook.definitions.Sharing.Reader;

/** Reads one metric from YAML. It stops at nothing: all faults of a file are found in one reading. */
final class MetricFile {

    private static final String IDENTIFIER = "[a-z][a-z0-9_]*";
    private static final String NAME = "small letters, digits and underscores, like chronic_absence_rate";

    /** Publications have a view metric_ and id for each metric, and tables of these names. */
    private static final Set<String> TAKEN = Set.of("definition", "goal", "missing_input", "threshold", "value");

    private static final List<String> AUTHORITIES = List.of("district", "state", "federal");

    /** Stands where a year was missing or wrong, which is told. */
    static final SchoolYear UNKNOWN = new SchoolYear(1900);

    private final YamlMap yaml;
    private final String file;
    private final Map<String, Metric> replaced;

    private MetricFile(YamlMap yaml, String file, Map<String, Metric> replaced) {
        this.yaml = yaml;
        this.file = file;
        this.replaced = replaced;
    }

    /** {@return the metric in {@code text}, unless there are faults, which are added to {@code faults}} */
    static Optional<Metric> read(String file, String text, List<Fault> faults) {
        return read(file, text, Map.of(), faults);
    }

    /**
     * @param replaced metrics of which this one may take the place, by id: who sees them stays where it does not say
     */
    static Optional<Metric> read(String file, String text, Map<String, Metric> replaced, List<Fault> faults) {
        List<Fault> own = new ArrayList<>();
        Optional<Metric> metric =
                YamlMap.read(file, text, own).map(yaml -> new MetricFile(yaml, file, replaced).metric());
        metric.ifPresent(read -> own.addAll(VersionRules.faults(read, new Place(file, 1))));
        faults.addAll(own);
        return own.isEmpty() ? metric : Optional.empty();
    }

    private Metric metric() {
        String id = yaml.matching("metric", IDENTIFIER, NAME);
        if (TAKEN.contains(id)) {
            yaml.fault(
                    "metric",
                    "a metric cannot be called '" + id + "': metric_" + id + " is a table of every publication, and the"
                            + " metric's view would have its name");
        }
        String label = yaml.text("label");
        String description = yaml.text("description");
        Area area = yaml.has("area") ? yaml.choice("area", Area.OTHER) : Area.OTHER;
        Unit unit = yaml.choice("unit", Unit.NUMBER);
        Direction direction = yaml.choice("desired_direction", Direction.NEITHER);
        String owner = yaml.text("owner");
        List<Dimension> dimensions = dimensions();
        List<MetricVersion> versions = yaml.maps("versions").stream()
                .map(version -> version(version, id, unit))
                .toList();
        if (versions.isEmpty()) {
            yaml.fault("versions", "'versions' is missing: what the metric means, from which school year on");
        }
        var metric = new Metric(
                id,
                label,
                description,
                area,
                unit,
                direction,
                owner,
                dimensions,
                goals(versions),
                thresholds(),
                sharing(id, unit),
                versions,
                file);
        yaml.finish();
        return metric;
    }

    private List<Dimension> dimensions() {
        if (!yaml.has("dimensions")) {
            yaml.fault("dimensions", "'dimensions' is missing: the groups it is told by, or [] for none");
        }
        Set<String> seen = new HashSet<>();
        List<Dimension> dimensions = new ArrayList<>();
        for (Expression name : yaml.texts("dimensions")) {
            if (!seen.add(name.sql())) {
                yaml.fault("dimensions", "dimension '" + name.sql() + "' is given twice");
            }
            dimensions.add(new Dimension(name.sql(), name.place()));
        }
        return dimensions;
    }

    private List<Goal> goals(List<MetricVersion> versions) {
        List<Goal> goals = new ArrayList<>();
        for (YamlMap yaml : yaml.maps("goals")) {
            String authority = authority(yaml);
            SchoolYear year = year(yaml, "school_year");
            var goal = new Goal(
                    authority,
                    year,
                    choiceOrNull(yaml, "organization_type", List.of("district", "school")),
                    choiceOrNull(yaml, "school_level", List.of("elementary", "middle", "high", "other")),
                    yaml.textOrNull("organization_id"),
                    yaml.decimal("value"),
                    yaml.text("source"));
            if (!year.equals(UNKNOWN) && versions.stream().noneMatch(version -> holds(version, authority, year))) {
                yaml.fault(
                        "school_year",
                        "the goal is for " + year + ", but no " + authority + " version is in force in that year");
            }
            if (goals.stream().anyMatch(other -> sameAim(other, goal))) {
                yaml.fault("school_year", "there is already a goal for the same year and organizations");
            }
            yaml.finish();
            goals.add(goal);
        }
        return goals;
    }

    private static boolean holds(MetricVersion version, String authority, SchoolYear year) {
        return version.authority().equals(authority) && version.inForce(year);
    }

    private static boolean sameAim(Goal one, Goal other) {
        return one.authority().equals(other.authority())
                && one.year().equals(other.year())
                && Objects.equals(one.organizationType(), other.organizationType())
                && Objects.equals(one.schoolLevel(), other.schoolLevel())
                && Objects.equals(one.organizationId(), other.organizationId());
    }

    private List<Threshold> thresholds() {
        List<Threshold> thresholds = new ArrayList<>();
        for (YamlMap yaml : yaml.maps("thresholds")) {
            var threshold =
                    new Threshold(authority(yaml), yaml.choice("status", List.of("near")), yaml.decimal("margin"));
            if (threshold.margin().signum() < 0) {
                yaml.fault("margin", "'margin' is a distance from the goal, so it is not negative");
            }
            yaml.finish();
            thresholds.add(threshold);
        }
        return thresholds;
    }

    // A copy of a shipped metric, made for its goals, must not show everybody what the shipped one would not.
    private Sharing sharing(String id, Unit unit) {
        Metric before = replaced.get(id);
        Sharing usual = before == null ? Sharing.USUAL : before.sharing();
        PublicRate otherwise = unit == Unit.PERCENT ? usual.publicRate() : PublicRate.EXACT;
        PublicRate rate = yaml.has("public_rate") ? yaml.choice("public_rate", PublicRate.EXACT) : otherwise;
        if (rate == PublicRate.FEDERAL_LADDER && unit != Unit.PERCENT) {
            yaml.fault("public_rate", "only a percent can be shown as a range");
        }
        return new Sharing(
                yaml.has("audiences") ? readers() : usual.readers(),
                rate,
                related("counts_among", usual.countsAmong()),
                related("people_counted_by", usual.peopleCountedBy()));
    }

    private List<Sharing.Related> related(String key, List<Sharing.Related> usual) {
        return yaml.has(key)
                ? yaml.texts(key).stream()
                        .map(name -> new Sharing.Related(name.sql(), name.place()))
                        .toList()
                : usual.stream()
                        .map(one -> new Sharing.Related(one.metric(), yaml.place()))
                        .toList();
    }

    private Set<Reader> readers() {
        Set<Reader> readers = EnumSet.of(Reader.INTERNAL);
        List<String> known =
                Arrays.stream(Reader.values()).map(Reader::toString).toList();
        List<String> named =
                yaml.texts("audiences").stream().map(Expression::sql).toList();
        named.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> yaml.fault(
                        "audiences",
                        "'" + name + "' is no audience; they are " + String.join(", ", known) + "."
                                + Nearest.proposal(name, known)));
        if (!named.contains(Reader.INTERNAL.toString())) {
            yaml.fault("audiences", "'audiences' names internal always: the district's own people see every number");
        }
        Arrays.stream(Reader.values())
                .filter(reader -> named.contains(reader.toString()))
                .forEach(readers::add);
        return readers;
    }

    private static String authority(YamlMap yaml) {
        String authority = yaml.has("authority") ? yaml.choice("authority", AUTHORITIES) : "district";
        return authority.isEmpty() ? "district" : authority;
    }

    private static MetricVersion version(YamlMap yaml, String metric, Unit unit) {
        int number = yaml.number("version", 1, 999);
        String authority = yaml.choice("authority", AUTHORITIES);
        Status status = yaml.choice("status", Status.DRAFT);
        Optional<YamlMap> effective = yaml.required("effective");
        SchoolYear from =
                effective.map(years -> year(years, "from_school_year")).orElse(UNKNOWN);
        SchoolYear to =
                effective.map(years -> years.yearOrNull("to_school_year")).orElse(null);
        effective.ifPresent(YamlMap::finish);
        String rationale = yaml.text("rationale");
        Comparability comparability = number == 1 && !yaml.has("comparability")
                ? Comparability.BREAK
                : yaml.choice("comparability", Comparability.BREAK);
        Approval approval = approval(yaml, status);
        Citation citation = citation(yaml);
        Formula formula = formula(yaml, unit);
        Words words = words(yaml, formula.denominator() != null);
        yaml.finish();
        String hash = Fingerprint.of(metric + " " + authority + " " + number + " " + unit, from, words, formula);
        return new MetricVersion(
                number,
                authority,
                status,
                from,
                to,
                rationale,
                comparability,
                approval,
                citation,
                words.shown(),
                formula,
                hash,
                yaml.place("version"));
    }

    private static Approval approval(YamlMap yaml, Status status) {
        Optional<YamlMap> given = yaml.map("approved");
        if (given.isEmpty()) {
            if (status != Status.DRAFT) {
                yaml.fault(
                        "status",
                        "'approved' is missing: who approved it and when, like {by: Cabinet, on: 2025-06-18}");
            }
            return new Approval("", null);
        }
        var approval = new Approval(given.get().text("by"), given.get().dateOrNull("on"));
        given.get().finish();
        return approval;
    }

    private static Citation citation(YamlMap yaml) {
        return yaml.required("citation")
                .map(given -> {
                    var citation = new Citation(given.choice("kind", Citation.Kind.OWN), given.text("text"));
                    given.finish();
                    return citation;
                })
                .orElse(new Citation(Citation.Kind.OWN, ""));
    }

    private static Words words(YamlMap yaml, boolean ratio) {
        return yaml.required("text")
                .map(given -> {
                    var words = new Words(
                            given.text("rule"),
                            given.text("numerator"),
                            ratio ? given.text("denominator") : "",
                            given.text("limits", ""));
                    given.finish();
                    return words;
                })
                .orElse(new Words("", "", "", ""));
    }

    private static Formula formula(YamlMap yaml, Unit unit) {
        Measure numerator = measure(yaml, "numerator");
        Measure denominator = yaml.has("denominator") ? measure(yaml, "denominator") : null;
        if (unit == Unit.PERCENT && denominator == null) {
            yaml.fault("version", "a percent needs a 'denominator'");
        }
        if (unit == Unit.COUNT && denominator != null) {
            yaml.fault("denominator", "a count has no 'denominator'; if this is a share, its unit is percent");
        }
        Completeness complete = complete(yaml);
        Measure base = denominator == null ? numerator : denominator;
        if (complete != null && !numerator.dataset().equals(base.dataset())) {
            yaml.fault("complete", "'complete' needs a numerator and a denominator of the same dataset");
        }
        return new Formula(numerator, denominator, people(yaml), yaml.expressionOrNull("known_when"), complete);
    }

    private static @Nullable Completeness complete(YamlMap yaml) {
        return yaml.map("complete")
                .map(given -> {
                    var complete = new Completeness(given.expression("when"), given.text("missing"));
                    given.finish();
                    return complete;
                })
                .orElse(null);
    }

    private static @Nullable Measure people(YamlMap yaml) {
        return yaml.says("people", "none") ? null : measure(yaml, "people");
    }

    private static Measure measure(YamlMap yaml, String key) {
        return yaml.required(key)
                .map(given -> {
                    var measure = new Measure(
                            given.matching("dataset", IDENTIFIER, "the name of a dataset, like agg_student_year"),
                            given.choice("agg", Agg.COUNT),
                            given.expression("expr"),
                            given.expressionOrNull("filter"),
                            given.place("dataset"));
                    given.finish();
                    return measure;
                })
                .orElse(new Measure("", Agg.COUNT, new Expression("", yaml.place()), null, yaml.place()));
    }

    private static @Nullable String choiceOrNull(YamlMap yaml, String key, List<String> known) {
        return yaml.has(key) ? yaml.choice(key, known) : null;
    }

    private static SchoolYear year(YamlMap yaml, String key) {
        SchoolYear year = yaml.yearOrNull(key);
        if (year == null && yaml.textOrNull(key) == null) {
            yaml.fault(key, "'" + key + "' is missing: a school year, like 2025-26");
        }
        return year == null ? UNKNOWN : year;
    }
}
