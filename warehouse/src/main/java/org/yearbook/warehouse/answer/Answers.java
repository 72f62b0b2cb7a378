package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.AS_OF;
import static org.yearbook.warehouse.answer.Columns.DIM_ORGANIZATION;
import static org.yearbook.warehouse.answer.Columns.DIM_SCHOOL_YEAR;
import static org.yearbook.warehouse.answer.Columns.METRIC;
import static org.yearbook.warehouse.answer.Columns.METRIC_VALUE;
import static org.yearbook.warehouse.answer.Columns.ORGANIZATION_ID;
import static org.yearbook.warehouse.answer.Columns.SCHOOL_YEAR;
import static org.yearbook.warehouse.answer.Columns.STATUS;
import static org.yearbook.warehouse.answer.Columns.date;
import static org.yearbook.warehouse.answer.Columns.number;
import static org.yearbook.warehouse.answer.Columns.text;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** One publication, ready to be asked by one thread for as long as the question runs. */
public final class Answers {

    private final Edition edition;
    private final Reader reader;
    private final DSLContext sql;
    private final int minimumGroupSize;
    private final Known known;

    Answers(Edition edition, Reader reader, int minimumGroupSize, Known known) {
        this.edition = edition;
        this.reader = reader;
        this.sql = reader.duck().sql();
        this.minimumGroupSize = minimumGroupSize;
        this.known = known;
    }

    public Edition edition() {
        return edition;
    }

    /** {@return the school years that have numbers, latest first; none that nobody opened} */
    public List<String> years() {
        return known.years(this::readYears);
    }

    private List<String> readYears() {
        return sql.selectDistinct(SCHOOL_YEAR)
                .from(METRIC_VALUE)
                .where(SCHOOL_YEAR.in(sql.select(SCHOOL_YEAR).from(DIM_SCHOOL_YEAR)))
                .and(STATUS.isDistinctFrom("not_opened"))
                .orderBy(SCHOOL_YEAR.desc())
                .fetch(SCHOOL_YEAR);
    }

    /** {@return of which nights each metric's numbers are; numbers that everybody may see can be of an earlier one} */
    public Map<String, Nights> nightsOfNumbers() {
        return known.answer(
                List.of("nights of numbers"),
                () -> sql
                        .select(METRIC, DSL.min(AS_OF), DSL.max(AS_OF))
                        .from(METRIC_VALUE)
                        .where(STATUS.eq("ok"))
                        .and(AS_OF.isNotNull())
                        .groupBy(METRIC)
                        .stream()
                        .collect(Collectors.toUnmodifiableMap(
                                row -> row.value1(), row -> new Nights(row.value2(), row.value3()))));
    }

    /** The first and the last night that numbers are of. */
    public record Nights(LocalDate first, LocalDate last) {}

    /** {@return the school year that was still running on the night of this publication, if one was} */
    public Optional<String> runningYear() {
        return known.runningYear(this::readRunningYear);
    }

    private Optional<String> readRunningYear() {
        return sql.select(SCHOOL_YEAR)
                .from(DIM_SCHOOL_YEAR)
                .where(date("starts").le(edition.asOf()).and(date("ends").ge(edition.asOf())))
                .orderBy(SCHOOL_YEAR.desc())
                .limit(1)
                .fetchOptional(SCHOOL_YEAR);
    }

    /** {@return the days of every school year, oldest first} */
    public List<YearDays> calendar() {
        return known.rows(
                sql,
                sql.select(SCHOOL_YEAR, date("starts"), date("ends"))
                        .from(DIM_SCHOOL_YEAR)
                        .where(date("starts").isNotNull().and(date("ends").isNotNull()))
                        .orderBy(SCHOOL_YEAR),
                row -> new YearDays(row.value1(), row.value2(), row.value3()));
    }

    /** {@return the district first, then its schools by name} */
    public List<Organization> organizations() {
        return known.organizations(() -> List.copyOf(readOrganizations()));
    }

    private List<Organization> readOrganizations() {
        var type = text("organization_type");
        var name = text("name");
        return sql.select(ORGANIZATION_ID, name, text("school_level"), type)
                .from(DIM_ORGANIZATION)
                .where(type.in("district", "school"))
                .orderBy(type, name, ORGANIZATION_ID)
                .fetch(row -> {
                    boolean district = "district".equals(row.get(type));
                    String level = row.get(text("school_level"));
                    return new Organization(
                            row.get(ORGANIZATION_ID),
                            row.get(name),
                            level == null || district ? "other" : level,
                            district);
                });
    }

    /** {@return where schools are, by organization id; everybody may know, and not of every school it is known} */
    public Map<String, Place> placesOfSchools() {
        return known.placesOfSchools(this::readPlaces);
    }

    private Map<String, Place> readPlaces() {
        var latitude = number("latitude");
        var longitude = number("longitude");
        if (!known.columns(DIM_ORGANIZATION.getName(), sql).contains(latitude.getName())) {
            return Map.of();
        }
        return sql
                .select(ORGANIZATION_ID, latitude, longitude)
                .from(DIM_ORGANIZATION)
                .where(text("organization_type").eq("school"))
                .and(latitude.isNotNull())
                .and(longitude.isNotNull())
                .stream()
                .collect(Collectors.toUnmodifiableMap(
                        row -> row.value1(),
                        row -> new Place(
                                row.value2().doubleValue(), row.value3().doubleValue())));
    }

    /** {@return numbers; outside the scope, those that speak of too few people are hidden} */
    public MetricAnswers metrics(Scope scope) {
        return new MetricAnswers(sql, scope, minimumGroupSize, known);
    }

    /** {@return several numbers at once; hidden as those of {@link #metrics}} */
    public BoardAnswers boards(Scope scope) {
        return new BoardAnswers(sql, metrics(scope), known);
    }

    /** {@return numbers month by month, as far as they may be told} */
    public MonthAnswers months(Scope scope) {
        return new MonthAnswers(sql, scope, metrics(scope), known);
    }

    /** {@return what is known of single schools; numbers are those of {@link #metrics}} */
    public SchoolAnswers schools(Scope scope) {
        return new SchoolAnswers(sql, metrics(scope), known);
    }

    /** {@return what is wrong with the records within the scope, in the state that people gave it} */
    public QualityAnswers quality(RecordScope scope, IssueDecisions decisions) {
        return new QualityAnswers(sql, issues(scope, decisions), decisions, known);
    }

    /** {@return what changed, what would help most, and the score of the records within the scope} */
    public QualityReport qualityReport(RecordScope scope, IssueDecisions decisions) {
        return new QualityReport(sql, issues(scope, decisions), scope, edition.asOf(), decisions, known);
    }

    /** {@return which values the word fields of the records within the scope hold} */
    public ValueAnswers values(RecordScope scope) {
        return new ValueAnswers(sql, scope, known);
    }

    /** {@return the rule book, and what each rule did last night} */
    public RuleAnswers rules(RecordScope scope) {
        return new RuleAnswers(sql, scope, known);
    }

    private IssueTable.Issues issues(RecordScope scope, IssueDecisions decisions) {
        var table = new IssueTable(sql, known);
        reader.lay(table, decisions);
        return table.of(scope, decisions);
    }

    /** {@return who is who over all systems; nothing outside the whole district} */
    public IdentityAnswers identity(Scope scope) {
        return new IdentityAnswers(sql, scope, known);
    }

    /** {@return what contracts brought and schools have, for those who look after the warehouse} */
    public AdministrationAnswers administration() {
        return new AdministrationAnswers(sql, known);
    }

    /** {@return students and employees by name or number, for who answers whose records were seen by whom} */
    public NamedAnswers named() {
        return new NamedAnswers(sql, known);
    }

    /** {@return who may sign on; nothing outside the technology records of the whole district} */
    public AccessAnswers access(RecordScope scope) {
        return new AccessAnswers(sql, scope, known);
    }

    /**
     * {@return applications, their agreements and licences; nothing outside the technology records of the whole
     * district}
     */
    public ApplicationAnswers applications(RecordScope scope) {
        return new ApplicationAnswers(sql, scope, known);
    }

    /** {@return which years are closed, and what a new one has} */
    public YearAnswers schoolYears() {
        return new YearAnswers(sql, known);
    }

    /** {@return what the nights took in, held back and counted} */
    public NightAnswers nights() {
        return new NightAnswers(sql, known);
    }
}
