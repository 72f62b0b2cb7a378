package org.yearbook.ingest.match;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.check.RuleFunctions;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.home.PeopleDecisions;

/**
 * Recognizes one person in the records of all systems: by ids, by evidence, by what people decided, and by what was
 * known the night before. The same records, decisions and yesterday give the same result. Leaves four tables:
 *
 * <ul>
 *   <li>{@code person_link}: one row for each number under which a system knows somebody
 *   <li>{@code person_candidate}: pairs of them that a person is asked about
 *   <li>{@code person_decision}: what people decided, and what became of it
 *   <li>{@code person_change}: each night on which a record came to speak of somebody else
 * </ul>
 */
public final class Recognition {

    /** The tables that it leaves; also those of the night before that it reads. */
    public static final List<String> TABLES =
            List.of("person_link", "person_candidate", "person_change", "person_decision");

    private static final String SHAPE = "shape_";

    /** Every file beside this class that says what a record comes to. */
    private static final List<String> SCRIPTS = List.of(
            "entities.sql",
            "nicknames.txt",
            "rules.yaml",
            "records.sql",
            "decided.sql",
            "pairs.sql",
            "bands.sql",
            "involved.sql",
            "resolved.sql",
            "links.sql",
            "until.sql");

    private static final Set<String> ASKED = Pattern.compile("create table " + SHAPE + "(\\w+)")
            .matcher(MatchScript.resource("entities.sql"))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toUnmodifiableSet());

    /** What the tables of the night before hold, for a first night. */
    private static final Map<String, String> BEFORE = Map.of(
            "previous",
            "source varchar, entity varchar, entities varchar, record_number varchar, record_kind varchar, kind varchar,"
                    + " person_number varchar, number varchar, rule_id varchar, band varchar, score integer, evidence"
                    + " varchar, first_seen date, last_seen date, decided_by varchar, decided_on date",
            "previous_candidate",
            "candidate_key varchar, first_seen date",
            "previous_change",
            "night date, source varchar, record_kind varchar, record_number varchar, person_before varchar,"
                    + " person_after varchar, rule_before varchar, rule_after varchar, decided_by varchar");

    private static final Map<String, String> BEFORE_FROM = Map.of(
            "previous", "person_link", "previous_candidate", "person_candidate", "previous_change", "person_change");

    private final Duck duck;
    private final IdentityRules rules = IdentityRules.shipped();

    private Recognition(Duck duck) {
        this.duck = duck;
    }

    /**
     * What a night knows.
     *
     * @param lastNight the date of the night before; null on a first night
     * @param entities files of conformed rows, by entity
     * @param before files of this class's own tables as the night before left them; none on a first night
     */
    public record Known(
            LocalDate night,
            @Nullable LocalDate lastNight,
            Map<String, List<Path>> entities,
            Map<String, List<Path>> before,
            PeopleDecisions.Read decisions) {

        public Known {
            entities = Map.copyOf(entities);
            before = Map.copyOf(before);
        }
    }

    /**
     * What came of it.
     *
     * @param records how many numbers the systems know somebody under
     * @param rows of each table
     * @param told what somebody has to look at in the decisions, without any value of a record
     * @param until the last date on which a night would find the same in the same; null when none comes
     */
    public record Recognized(
            long records,
            Map<String, Long> rows,
            List<String> told,
            @Nullable LocalDate until) {

        public Recognized {
            rows = Map.copyOf(rows);
            told = List.copyOf(told);
        }
    }

    /** {@return the entities that are asked for people} */
    public static Set<String> entities() {
        return ASKED;
    }

    /** {@return a text that changes whenever the scripts and lists would make something else of the same records} */
    public static String edition() {
        return RuleFunctions.of(LocalDate.EPOCH)
                + SCRIPTS.stream().map(MatchScript::resource).collect(Collectors.joining());
    }

    /**
     * Recognizes everybody and writes the tables.
     *
     * @param duck an empty database, to be used for this alone
     * @param file where each table goes, as Parquet
     */
    public static Recognized run(Duck duck, Known known, Function<String, Path> file) {
        return new Recognition(duck).recognize(known, file);
    }

    private Recognized recognize(Known known, Function<String, Path> file) {
        RuleFunctions.of(known.night()).forEach(duck::run);
        duck.run("create macro last_night() as cast("
                + (known.lastNight() == null
                        ? "null"
                        : Duck.literal(known.lastNight().toString())) + " as date)");
        duck.run(new PairScript(rules).words());
        entities(known.entities());
        nicknames();
        before(known.before());
        MatchScript.statements("records.sql").forEach(duck::run);
        List<String> told = Decided.into(duck, known.decisions());
        var script = new PairScript(rules);
        script.ids().forEach(duck::run);
        MatchScript.statements("pairs.sql")
                .forEach(statement -> duck.run(
                        statement.replace("${kept}", Duck.literal(rules.kept().id()))));
        script.scores().forEach(duck::run);
        resolve();
        MatchScript.statements("links.sql").forEach(duck::run);
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String table : TABLES) {
            duck.run("copy " + table + " to " + Duck.literal(file.apply(table)) + " (format parquet)");
            rows.put(table, count(table));
        }
        return new Recognized(count("record"), rows, told, until());
    }

    /** The day after, somebody has left who is here tonight, or is born who is not, by what the records say. */
    private @Nullable LocalDate until() {
        return duck.sql()
                .fetchSingle(MatchScript.statements("until.sql").get(0))
                .get(0, LocalDate.class);
    }

    private void entities(Map<String, List<Path>> delivered) {
        MatchScript.statements("entities.sql").forEach(duck::run);
        Map<String, Map<String, String>> shapes = new TreeMap<>();
        duck.sql()
                .fetch("select table_name, column_name, data_type from duckdb_columns() where starts_with(table_name, '"
                        + SHAPE + "') order by table_name, column_index")
                .forEach(row -> shapes.computeIfAbsent(
                                row.get(0, String.class).substring(SHAPE.length()), entity -> new LinkedHashMap<>())
                        .put(row.get(1, String.class), row.get(2, String.class)));
        shapes.forEach((entity, columns) -> view(entity, columns, delivered.getOrDefault(entity, List.of())));
    }

    /** A district's own contract may lack a column, or have it under another type. */
    private void view(String entity, Map<String, String> columns, List<Path> files) {
        if (files.isEmpty()) {
            duck.run("create view " + SqlText.name(entity) + " as from " + SqlText.name(SHAPE + entity));
            return;
        }
        String source = "read_parquet(" + Duck.fileList(files) + ", union_by_name = true)";
        Map<String, String> found = new LinkedHashMap<>();
        for (Record row : duck.sql().fetch("describe from " + source)) {
            found.put(row.get("column_name", String.class), row.get("column_type", String.class));
        }
        String selected = columns.entrySet().stream()
                .map(column -> asWanted(column.getKey(), column.getValue(), found))
                .collect(Collectors.joining(", "));
        duck.run("create view " + SqlText.name(entity) + " as select " + selected + " from " + source);
    }

    private static String asWanted(String column, String type, Map<String, String> found) {
        String name = SqlText.name(column);
        String delivered = found.get(column);
        if (delivered == null) {
            return "cast(null as " + type + ") as " + name;
        }
        return delivered.equals(type) ? name : "try_cast(" + name + " as " + type + ") as " + name;
    }

    private void nicknames() {
        duck.run("create table nickname(one varchar, other varchar)");
        var rows = new ArrayList<List<?>>();
        MatchScript.resource("nicknames.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> {
                    String[] parts = line.split(":", 2);
                    for (String nickname : parts[1].split(",", -1)) {
                        rows.add(List.of(parts[0].strip(), nickname.strip()));
                    }
                });
        duck.append("memory", "nickname", rows);
        duck.run(
                "create or replace table nickname as with pair as (select name_key(one) as one, name_key(other) as other"
                        + " from nickname), sides as (select one, other from pair union select other, one from pair) select"
                        + " distinct one, other from sides");
    }

    private void before(Map<String, List<Path>> files) {
        BEFORE.forEach((table, columns) -> {
            duck.run("create table " + table + "(" + columns + ")");
            List<Path> known = files.getOrDefault(BEFORE_FROM.getOrDefault(table, ""), List.of());
            if (!known.isEmpty()) {
                duck.run("insert into " + table + " by name select " + names(columns) + " from read_parquet("
                        + Duck.fileList(known) + ", union_by_name = true)");
            }
        });
    }

    private static String names(String columns) {
        return List.of(columns.split(",")).stream()
                .map(column -> column.strip().replaceAll(" .*", ""))
                .collect(Collectors.joining(", "));
    }

    /** Records that hang on one other alone follow it; only the others have to be thought through together. */
    private void resolve() {
        MatchScript.statements("involved.sql").forEach(duck::run);
        int size = (int) count("involved");
        int[] system = new int[size];
        int[] tier = new int[size];
        boolean[] waiting = new boolean[size];
        rows("select place, system, tier, waiting::integer from involved", row -> {
            system[row[0]] = row[1];
            tier[row[0]] = row[2];
            waiting[row[0]] = row[3] == 1;
        });
        var resolution = new Resolution(new Resolution.Records(system, tier, waiting));
        rows("select l, r, (verdict = 'same')::integer from involved_decision", row -> {
            if (row[2] == 1) {
                resolution.same(row[0], row[1]);
            } else {
                resolution.different(row[0], row[1]);
            }
        });
        rows("select l, r from involved_match", row -> resolution.match(row[0], row[1]));
        Resolution.Result result = resolution.run();
        var people = new ArrayList<List<?>>();
        for (int record = 0; record < size; record++) {
            people.add(List.of((long) record, (long) result.person()[record]));
        }
        duck.append("memory", "person_found", people);
        duck.append(
                "memory",
                "torn_found",
                result.torn().stream()
                        .map(pair -> List.of((long) pair.one(), (long) pair.other()))
                        .toList());
        MatchScript.statements("resolved.sql").forEach(duck::run);
    }

    /** Hands over rows of whole numbers one by one: there may be as many as the district has people. */
    private void rows(String query, Consumer<int[]> reader) {
        try (var statement = duck.connection().createStatement();
                var found = statement.executeQuery(query)) {
            int[] row = new int[found.getMetaData().getColumnCount()];
            while (found.next()) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = found.getInt(i + 1);
                }
                reader.accept(row);
            }
        } catch (SQLException e) {
            throw new EngineException("DuckDB refused to read the pairs", e);
        }
    }

    private long count(String table) {
        Long rows = duck.sql().fetchSingle("select count(*) from " + table).get(0, Long.class);
        return rows == null ? 0 : rows;
    }
}
