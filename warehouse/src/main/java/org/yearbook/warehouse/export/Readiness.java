package org.yearbook.warehouse.export;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.jooq.Result;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.Reporting;
import org.yearbook.definitions.edfacts.ReportingCalendar;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.stateform.StateForms;

/** What is still wrong in the data that a file needs, as the publication in force knows it: numbers, no people. */
public final class Readiness {

    private static final ReportingCalendar CALENDAR = ReportingCalendar.shipped();

    /** Entities of which each record is about one person. */
    private static final Set<String> OF_PEOPLE = Set.of(
            "student",
            "demographic",
            "school_enrollment",
            "student_program",
            "student_attendance",
            "student_absence",
            "discipline_incident",
            "assessment_result",
            "staff",
            "staff_assignment");

    /**
     * A record of a person is called by the person's number, alone or with what else tells it from others; records of a
     * roster are called by an id of the roster, which its users lead to the number.
     */
    private static final String OF_EACH = """
            with called as (select number, number as name from (select unnest([%2$s]) as number)%3$s)
            select c.number, i.rule_id, coalesce(r.title, i.rule_id) as title,
                   i.entity, coalesce(i.field, '') as field, coalesce(i.raw_value, '') as raw_value,
                   coalesce(i.message, '') as message, coalesce(r.fix_text, '') as what_to_do,
                   coalesce(i.source, '') as source, coalesce(i.file, '') as file,
                   coalesce(i.row_number, 0)::bigint as row_number
            from quality_issue i
            join called c on c.name = split_part(i.record_key, ' · ', 1)
            left join (select rule_id, entity, any_value(title) as title, any_value(fix_text) as fix_text
                       from quality_rule group by rule_id, entity) r
                on r.rule_id = i.rule_id and r.entity = i.entity
            where i.status <> 'resolved' and i.severity in ('block', 'major') and i.school_year in (?, 'all')
              and i.entity in (%1$s)
            order by case i.severity when 'block' then 0 else 1 end, i.entity, i.file, i.row_number, i.rule_id""";

    private static final String IN_ROSTER = """

                union
                select identifier, sourced_id from history_roster_user
                where school_year = %1$s and identifier in (%2$s)""";

    /** A delivery is called by the moment in which it came. Keys of students and of staff are of one space. */
    private static final String DELIVERED = """
            with asked as (
                select student_key as key, student_number as number from dim_student where student_number in (%2$s)
                union
                select staff_key, employee_id from dim_staff where employee_id in (%2$s))
            select a.number, r.entity, coalesce(r.school_number, '') as school, r.record_date,
                   coalesce(r.record_name, '') as name, coalesce(r.source, '') as source, r.source_file as file,
                   coalesce(r.source_row, 0)::bigint as row_number,
                   case when d.delivery_id is null then try_strptime(left(r.source_delivery, 8), '%%Y%%m%%d')::date
                   end as counted
            from record_line r
            join asked a on a.key = coalesce(r.student_key, r.staff_key)
            left join delivery d on d.delivery_id = r.source_delivery and d.file = r.source_file
            where r.entity in (%1$s)
              and (r.school_year is null or r.school_year = ?
                   or (%3$s and r.entity = 'school_enrollment' and r.school_year < ?))
            order by a.number, r.entity, r.school_year, r.record_date, r.record_name, r.source_file, r.source_row""";

    private final DistrictHome home;
    private final Limits limits;

    public Readiness(DistrictHome home, Limits limits) {
        this.home = home;
        this.limits = limits;
    }

    /** {@return the open problems of a file's inputs, what keeps records out first; none before the first night} */
    public List<OpenProblem> of(String specification, SchoolYear year) {
        List<String> inputs = inputs(specification);
        var file = Publications.fileOf(home, Audience.INTERNAL);
        if (file.isEmpty() || inputs.isEmpty()) {
            return List.of();
        }
        String entities = literals(inputs);
        try (Duck duck = Rows.open(file.get(), limits)) {
            return duck.sql()
                    .fetch(
                            "select i.rule_id, coalesce(any_value(r.title), i.rule_id), i.entity, i.severity,"
                                    + " coalesce(any_value(i.owner_role), ''), coalesce(any_value(r.fix_text), ''),"
                                    + " count(*) from quality_issue i left join quality_rule r"
                                    + " on r.rule_id = i.rule_id and r.entity = i.entity"
                                    + " where i.status <> 'resolved' and i.severity in ('block', 'major')"
                                    + " and i.school_year in (?, 'all') and i.entity in (" + entities + ")"
                                    + " group by i.rule_id, i.entity, i.severity"
                                    + " order by case i.severity when 'block' then 0 else 1 end, count(*) desc, i.rule_id",
                            year.toString())
                    .map(row -> new OpenProblem(
                            row.get(0, String.class),
                            row.get(1, String.class),
                            row.get(2, String.class),
                            row.get(3, String.class),
                            row.get(4, String.class),
                            row.get(5, String.class),
                            row.get(6, Long.class)));
        }
    }

    /**
     * {@return the open problems of single people in the records that a file needs, by their numbers, what keeps
     * records out first} They name people: only those may see them who see all of them.
     */
    public Map<String, List<OpenIssue>> ofEach(String specification, SchoolYear year, Collection<String> numbers) {
        List<String> inputs = ofPeople(specification);
        var file = Publications.fileOf(home, Audience.INTERNAL);
        if (file.isEmpty() || inputs.isEmpty() || numbers.isEmpty()) {
            return Map.of();
        }
        try (Duck duck = Rows.open(file.get(), limits)) {
            String roster = Rows.has(duck, "history_roster_user")
                    ? IN_ROSTER.formatted(Duck.literal(year.toString()), literals(numbers))
                    : "";
            return byNumber(
                    duck.sql().fetch(OF_EACH.formatted(literals(inputs), literals(numbers), roster), year.toString()),
                    Readiness::issue);
        }
    }

    /**
     * {@return the records of single people that a file needs, by their numbers, as they were delivered; none of single
     * days} They name people: only those may see them who see all of them.
     */
    public Map<String, List<Delivered>> delivered(String specification, SchoolYear year, Collection<String> numbers) {
        List<String> inputs = ofPeople(specification);
        var file = Publications.fileOf(home, Audience.INTERNAL);
        if (file.isEmpty() || inputs.isEmpty() || numbers.isEmpty()) {
            return Map.of();
        }
        try (Duck duck = Rows.open(file.get(), limits)) {
            if (!Rows.has(duck, "record_line")) {
                return Map.of();
            }
            boolean earlier =
                    reporting(specification).filter(Reporting::earlierYears).isPresent();
            return byNumber(
                    duck.sql()
                            .fetch(
                                    DELIVERED.formatted(literals(inputs), literals(numbers), earlier),
                                    year.toString(),
                                    year.toString()),
                    Readiness::place);
        }
    }

    private static <T> Map<String, List<T>> byNumber(Result<Record> rows, Function<Record, T> read) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("number", String.class),
                        TreeMap::new,
                        Collectors.mapping(read, Collectors.toList())));
    }

    private static String literals(Collection<String> texts) {
        return texts.stream().map(Duck::literal).collect(Collectors.joining(", "));
    }

    private static Delivered place(Record row) {
        return new Delivered(
                row.get("entity", String.class),
                row.get("school", String.class),
                row.get("record_date", LocalDate.class),
                row.get("name", String.class),
                row.get("source", String.class),
                row.get("file", String.class),
                row.get("row_number", Long.class),
                row.get("counted", LocalDate.class));
    }

    private static OpenIssue issue(Record row) {
        return new OpenIssue(
                row.get("rule_id", String.class),
                row.get("title", String.class),
                row.get("entity", String.class),
                row.get("field", String.class),
                row.get("raw_value", String.class),
                row.get("message", String.class),
                row.get("what_to_do", String.class),
                row.get("source", String.class),
                row.get("file", String.class),
                row.get("row_number", Long.class));
    }

    /** {@return whether a number of the file follows from days of attendance} */
    public boolean madeOfDays(String specification) {
        return inputs(specification).contains("student_attendance");
    }

    /** {@return the entities whose records make a file: those of the federal file that a state's own is like} */
    public List<String> inputs(String specification) {
        return reporting(specification).map(Reporting::inputs).orElse(List.of());
    }

    private List<String> ofPeople(String specification) {
        return inputs(specification).stream().filter(OF_PEOPLE::contains).toList();
    }

    private Optional<Reporting> reporting(String specification) {
        String like = StateForms.read(home)
                .find(specification)
                .flatMap(StateForms.Described::form)
                .map(form -> form.rows().like())
                .orElse(specification);
        return CALENDAR.find(like);
    }

    /** {@return how many problems are open, by entity, of a year's records; none before the first night} */
    public Map<String, Long> byEntity(SchoolYear year) {
        var file = Publications.fileOf(home, Audience.INTERNAL);
        Map<String, Long> counts = new TreeMap<>();
        if (file.isPresent()) {
            try (Duck duck = Rows.open(file.get(), limits)) {
                duck.sql()
                        .fetch(
                                "select entity, count(*) from quality_issue where status <> 'resolved'"
                                        + " and severity in ('block', 'major') and school_year in (?, 'all')"
                                        + " and entity is not null group by entity",
                                year.toString())
                        .forEach(row -> counts.put(row.get(0, String.class), row.get(1, Long.class)));
            }
        }
        return counts;
    }
}
