package org.yearbook.dashboard.api.export;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.day.DistrictDay;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.export.Delivery;
import org.yearbook.warehouse.export.DueFile;
import org.yearbook.warehouse.export.DueFiles;
import org.yearbook.warehouse.export.ExportRun;
import org.yearbook.warehouse.export.ExportSettings;
import org.yearbook.warehouse.export.Exports;
import org.yearbook.warehouse.export.Manifest;
import org.yearbook.warehouse.export.OpenProblem;
import org.yearbook.warehouse.export.Readiness;
import org.yearbook.warehouse.export.Signature;
import org.yearbook.warehouse.export.State;
import org.yearbook.warehouse.export.Version;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.validate.Severity;

/**
 * Federal files and those of the state: when each is due, what is still wrong in the data that it needs, and which
 * versions there are. What stands in a file is never told here: the numbers of a file are not suppressed.
 */
@RestController
class FilesApi {

    private static final Limits LIMITS = new Limits(1, 512, null);

    private final Published published;
    private final DistrictHome home;
    private final District district;
    private final DistrictDay day;

    FilesApi(Published published, DistrictHome home, District district, DistrictDay day) {
        this.published = published;
        this.home = home;
        this.district = district;
        this.day = day;
    }

    /**
     * A file of a school year.
     *
     * @param federal whether it has a federal specification; otherwise it is of the state's own
     * @param dueSoon whether its day is near or over, and nobody has signed
     * @param frozen whether the data that it is made from is frozen
     * @param version that stands; null when nothing was made
     * @param openProblems findings in the records that it needs
     */
    record FileData(
            String file,
            String name,
            boolean federal,
            String schoolYear,
            @Nullable LocalDate due,
            String dueSays,
            boolean dueSoon,
            String state,
            boolean frozen,
            @Nullable Integer version,
            List<String> obstacles,
            long openProblems) {}

    /** A file with what is behind its standing. */
    record WholeData(FileData about, List<ProblemData> problems, List<VersionData> versions) {}

    /** A rule with open findings in the records that the file needs. */
    record ProblemData(
            String rule, String title, String severity, String entity, String ownerRole, String whatToDo, long open) {}

    /**
     * A version.
     *
     * @param differences from the version before
     */
    record VersionData(
            int version,
            String state,
            Instant madeAt,
            LocalDate asOf,
            String publicationId,
            boolean verified,
            List<String> provisional,
            FindingsData findings,
            int differences,
            @Nullable String signedBy,
            @Nullable Instant signedAt,
            @Nullable String deliveredTo,
            @Nullable Instant deliveredAt,
            List<PartData> parts) {}

    /** How many findings there are, and how many still hold the version. */
    record FindingsData(long hold, long explain, long note, int holding) {}

    /** One file of a version. */
    record PartData(String fileName, @Nullable String level, long records, String sha256) {}

    @GetMapping(ApiPath.ROOT + "/exports")
    Answered<List<FileData>> all(ServletWebRequest request, @RequestParam(defaultValue = "") String schoolYear) {
        return published.unkept(request, answers -> {
            SchoolYear year = year(answers, schoolYear);
            return read(() -> Answered.of(answers, files(year)));
        });
    }

    @GetMapping(ApiPath.ROOT + "/exports/{schoolYear}/{file}")
    Answered<WholeData> one(ServletWebRequest request, @PathVariable String schoolYear, @PathVariable String file) {
        return published.unkept(request, answers -> {
            SchoolYear year = year(answers, schoolYear);
            return read(() -> Answered.of(answers, whole(year, file)));
        });
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (HomeException e) {
            throw ApiException.of(
                    Trouble.NOT_KNOWN,
                    "The settings of the files cannot be read. The page of state and federal files tells why.");
        }
    }

    private SchoolYear year(Answers answers, String asked) {
        return asked.isEmpty()
                ? district.schoolYear(answers.edition().asOf())
                : SchoolYear.named(asked)
                        .orElseThrow(() ->
                                ApiException.of(Trouble.BAD_PARAMETER, "schoolYear is a school year such as 2025-26."));
    }

    private List<FileData> files(SchoolYear year) {
        var readiness = new Readiness(home, LIMITS);
        Map<String, Long> problems = readiness.byEntity(year);
        int weeks = ExportSettings.read(home).weeks();
        return new DueFiles(home, LIMITS, day.clock())
                .of(year).stream()
                        .map(file -> about(
                                file,
                                weeks,
                                readiness.inputs(file.specification()).stream()
                                        .mapToLong(input -> problems.getOrDefault(input, 0L))
                                        .sum()))
                        .toList();
    }

    private FileData about(DueFile file, int weeks, long open) {
        return new FileData(
                file.specification(),
                file.name(),
                file.isFederal(),
                file.year().toString(),
                file.due(),
                file.dueSays(),
                file.isDue(day.today(), weeks),
                code(file.state()),
                file.frozen(),
                file.version().map(version -> version.manifest().version()).orElse(null),
                file.obstacles(),
                open);
    }

    private WholeData whole(SchoolYear year, String file) {
        FileData about = files(year).stream()
                .filter(found -> found.file().equals(file))
                .findFirst()
                .orElseThrow(() -> ApiException.of(
                        Trouble.NOT_FOUND, "There is no such file. " + ApiPath.ROOT + "/exports lists them."));
        Exports exports = new ExportRun(home, LIMITS, day.clock()).exports();
        return new WholeData(
                about,
                new Readiness(home, LIMITS)
                        .of(file, year).stream().map(FilesApi::problem).toList(),
                exports.versions(file, year).stream()
                        .sorted(Comparator.comparing(
                                        (Version version) -> version.manifest().version())
                                .reversed())
                        .map(version ->
                                version(version, exports.differences(version).size()))
                        .toList());
    }

    private static ProblemData problem(OpenProblem found) {
        return new ProblemData(
                found.ruleId(),
                found.title(),
                found.severity(),
                found.entity(),
                found.role(),
                found.whatToDo(),
                found.open());
    }

    private static VersionData version(Version found, int differences) {
        Manifest manifest = found.manifest();
        Signature signature = found.signature();
        Delivery delivery = found.delivery();
        return new VersionData(
                manifest.version(),
                code(found.state()),
                manifest.madeAt(),
                manifest.source().asOf(),
                manifest.source().publication(),
                manifest.verified(),
                manifest.provisional(),
                new FindingsData(
                        count(found, Severity.HOLD),
                        count(found, Severity.EXPLAIN),
                        count(found, Severity.NOTE),
                        found.holding().size()),
                differences,
                signature == null ? null : signature.by(),
                signature == null ? null : signature.at(),
                delivery == null ? null : delivery.to(),
                delivery == null ? null : delivery.at(),
                manifest.parts().stream().map(FilesApi::part).toList());
    }

    private static PartData part(Manifest.Part part) {
        return new PartData(
                part.fileName(),
                part.level() == null ? null : part.level().name().toLowerCase(Locale.ROOT),
                part.records(),
                part.sha256());
    }

    private static long count(Version version, Severity severity) {
        return version.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private static String code(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
