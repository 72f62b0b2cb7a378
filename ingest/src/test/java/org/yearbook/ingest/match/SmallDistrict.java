package org.yearbook.ingest.match;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.PeopleDecisions;
import org.yearbook.warehouse.home.PeopleDecisions.Decision;
import org.yearbook.warehouse.home.PeopleDecisions.Side;
import org.yearbook.warehouse.home.PeopleDecisions.Verdict;

/** A district of a few records, written by hand, and its nights one after another. */
final class SmallDistrict {

    static final LocalDate NIGHT = LocalDate.of(2026, 6, 15);

    private static final Map<String, String> SOURCES = Map.of(
            "staff",
            "HR",
            "staff_assignment",
            "HR",
            "staff_absence",
            "HR",
            "account",
            "Directory",
            "account_event",
            "Identity",
            "app_usage",
            "Apps",
            "app_usage_day",
            "Apps",
            "training",
            "Training");
    private static final Set<String> WITH_YEAR =
            Set.of("roster_user", "roster_role", "demographic", "organization", "school_enrollment");

    /** Questions are many and small: opening an engine for each took longer than the answers. */
    private static final Duck ASKED = Duck.inMemory(Limits.small());

    private final Path folder;
    private final DistrictHome home;
    private final List<Map<String, String>> records = new ArrayList<>();
    private Map<String, List<Path>> before = Map.of();
    private int nights;
    private @Nullable LocalDate last;
    private @Nullable LocalDate until;
    private List<String> told = List.of();

    SmallDistrict(Path folder) {
        this.folder = folder;
        this.home = new DistrictHome(folder.resolve("home"));
    }

    /** One number under which a system knows somebody. */
    record Link(
            String record,
            @Nullable String person,
            @Nullable String number,
            @Nullable String rule,
            String band,
            @Nullable String evidence,
            LocalDate firstSeen,
            @Nullable String decidedBy,
            @Nullable LocalDate decidedOn) {}

    /** A pair that a person is asked about. */
    record Question(
            String key, Set<String> records, String rule, String evidence, Set<String> against, LocalDate firstSeen) {}

    /** Adds a record: an entity and its fields, as in {@code account account_name=x1, employee_id=100}. */
    SmallDistrict record(String line) {
        String[] words = line.strip().split(" ", 2);
        var fields = new LinkedHashMap<String, String>();
        fields.put("entity", words[0]);
        for (String field : words[1].split(", ", -1)) {
            String[] pair = field.split("=", 2);
            fields.put(pair[0].strip(), pair[1].strip().replace("\"", "").replace(';', ','));
        }
        fields.putIfAbsent("source", SOURCES.getOrDefault(words[0], "SIS"));
        if (WITH_YEAR.contains(words[0])) {
            fields.putIfAbsent("school_year", "2025-26");
        }
        records.add(fields);
        return this;
    }

    /** Takes away the records of an entity that have a field with this value, and adds another in their place. */
    SmallDistrict instead(String entity, String field, String value, String... lines) {
        records.removeIf(record -> entity.equals(record.get("entity")) && value.equals(record.get(field)));
        Arrays.stream(lines).forEach(this::record);
        return this;
    }

    SmallDistrict decide(String left, String right, Verdict verdict) {
        PeopleDecisions.append(
                home, new Decision(0, side(left), side(right), verdict, "Iris Novak", NIGHT, "asked the school"));
        return this;
    }

    SmallDistrict decisions(String csv) {
        try {
            Files.createDirectories(home.decisions());
            Files.writeString(PeopleDecisions.file(home), csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static Side side(String record) {
        int last = record.lastIndexOf(' ');
        return new Side(record.substring(0, last), record.substring(last + 1));
    }

    SmallDistrict night() {
        return night(NIGHT.plusDays(nights));
    }

    SmallDistrict night(LocalDate date) {
        nights++;
        Map<String, List<Path>> files = entities();
        Path out = folder.resolve("night-" + nights);
        try (var duck = Duck.inMemory(Limits.small())) {
            Files.createDirectories(out);
            var recognized = Recognition.run(
                    duck,
                    new Recognition.Known(date, last, files, before, PeopleDecisions.read(home)),
                    table -> out.resolve(table + ".parquet"));
            told = recognized.told();
            until = recognized.until();
            last = date;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        before = Recognition.TABLES.stream()
                .collect(Collectors.toMap(table -> table, table -> List.of(out.resolve(table + ".parquet"))));
        return this;
    }

    private Map<String, List<Path>> entities() {
        Map<String, List<Path>> files = new TreeMap<>();
        try (var duck = Duck.inMemory(Limits.small())) {
            MatchScript.statements("entities.sql").forEach(duck::run);
            for (Map<String, String> record : records) {
                var columns = new LinkedHashMap<>(record);
                String entity = String.valueOf(columns.remove("entity"));
                if (entity.startsWith("demographic") || entity.equals("organization") || entity.equals("roster_role")) {
                    columns.remove("source");
                }
                duck.run("insert into shape_" + entity + "(" + String.join(", ", columns.keySet()) + ") values ("
                        + columns.values().stream().map(SmallDistrict::literal).collect(Collectors.joining(", "))
                        + ")");
                files.put(entity, List.of(folder.resolve(entity + "-" + nights + ".parquet")));
            }
            files.forEach((entity, paths) ->
                    duck.run("copy shape_" + entity + " to " + Duck.literal(paths.get(0)) + " (format parquet)"));
        }
        return files;
    }

    private static String literal(String value) {
        if (value.startsWith("[")) {
            return Arrays.stream(value.substring(1, value.length() - 1).split(" ", -1))
                    .map(Duck::literal)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isEmpty() ? "null" : Duck.literal(value);
    }

    /** {@return what the night said of a record, such as {@code Directory asmith} or {@code SIS student 5}} */
    Link link(String record) {
        return find(record).orElseThrow(() -> new AssertionError("no record " + record + " among " + links()));
    }

    Optional<Link> find(String record) {
        return links().stream().filter(link -> link.record().equals(record)).findFirst();
    }

    List<Link> links() {
        return ask(
                        "person_link",
                        "select trim(replace(source || ' ' || record_kind || ' ' || record_number, '  ', ' ')) as"
                                + " record, * from t order by 1")
                .map(row -> new Link(
                        row.get("record", String.class),
                        row.get("person_number", String.class),
                        row.get("number", String.class),
                        row.get("rule_id", String.class),
                        row.get("band", String.class),
                        row.get("evidence", String.class),
                        row.get("first_seen", LocalDate.class),
                        row.get("decided_by", String.class),
                        row.get("decided_on", LocalDate.class)));
    }

    /** {@return the last date on which a night would say the same of the same records} */
    @Nullable
    LocalDate until() {
        return until;
    }

    /** {@return all that the night left} */
    List<String> tables() {
        return Recognition.TABLES.stream()
                .map(table -> table + ask(table, "from t order by all"))
                .toList();
    }

    /** {@return each record that the systems still had on the last night} */
    List<String> present() {
        return ask("person_link", """
                        select trim(replace(source || ' ' || record_kind || ' ' || record_number, '  ', ' '))
                        from t where last_seen is null order by 1""").into(String.class);
    }

    List<Question> questions() {
        return ask("person_candidate", """
                        select candidate_key, rule_id, evidence, conflict_ids, first_seen,
                               trim(replace(left_source || ' ' || left_kind || ' ' || left_number, '  ', ' ')) as l,
                               trim(replace(right_source || ' ' || right_kind || ' ' || right_number, '  ', ' ')) as r
                        from t order by l, r""")
                .map(row -> new Question(
                        row.get("candidate_key", String.class),
                        Set.of(row.get("l", String.class), row.get("r", String.class)),
                        String.valueOf(row.get("rule_id", String.class)),
                        String.valueOf(row.get("evidence", String.class)),
                        Arrays.stream(String.valueOf(row.get("conflict_ids", String.class))
                                        .split(", ", -1))
                                .filter(id -> !id.isEmpty())
                                .collect(Collectors.toCollection(TreeSet::new)),
                        row.get("first_seen", LocalDate.class)));
    }

    /** {@return each decision as {@code line: status}} */
    List<String> decisionStates() {
        return ask("person_decision", "select line || ': ' || status from t order by line")
                .into(String.class);
    }

    /** {@return each change as {@code night record before after}} */
    List<String> changes() {
        return ask("person_change", """
                        select concat_ws(' ', night, source, nullif(record_kind, ''), record_number,
                            coalesce(person_before, 'nobody'), coalesce(person_after, 'nobody')) from t order by all""").into(String.class);
    }

    List<String> told() {
        return told;
    }

    private org.jooq.Result<org.jooq.Record> ask(String table, String query) {
        ASKED.run("create or replace view t as from read_parquet("
                + Duck.literal(folder.resolve("night-" + nights).resolve(table + ".parquet")) + ")");
        return ASKED.sql().fetch(query);
    }
}
