package org.yearbook.ingest.night;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.conform.IssueHistory;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.ingest.lake.Partition;
import org.yearbook.ingest.lake.Replacement;
import org.yearbook.ingest.land.Finding;
import org.yearbook.ingest.land.HeldBack;
import org.yearbook.ingest.land.InForce;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.land.LandingResult;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** What the lake says of deliveries: which came, where each row went, and what is wrong with the files themselves. */
final class DeliveryTables {

    static final String LANDING = "landing";
    private static final int AT_ONCE = 500;

    private final Contracts contracts;
    private final Lake lake;
    private final String run;
    private final LocalDate night;
    private final WholeTables tables;

    DeliveryTables(Contracts contracts, Lake lake, ItemRunner.Run run, WholeTables tables) {
        this.contracts = contracts;
        this.lake = lake;
        this.run = run.id();
        this.night = run.date();
        this.tables = tables;
    }

    /** The files of these tables that the last night left in the lake. */
    record Before(List<Path> deliveries, List<Path> issues) {}

    /**
     * What came tonight.
     *
     * @param confirmed items of the inbox of earlier nights of which their systems say that they are as they were, with
     *     the files of each of which they say nothing
     */
    record Came(LandingResult landed, Map<String, Set<String>> confirmed) {

        /** {@return whether a file came, or would have come the same} */
        private boolean has(LandedFile file, Set<String> keys) {
            // A file of a zip or a folder is called by both.
            if (keys.contains(key(file))) {
                return true;
            }
            String[] path = file.file().split("[!/]", 2);
            Set<String> unheard = confirmed.get(path[0]);
            return unheard != null && !unheard.contains(path[path.length - 1]);
        }
    }

    /** {@return the new content of {@code delivery}, {@code row_count} and the issues of landing, where it is new} */
    List<Replacement> write(List<InForce> current, Came came, Map<String, ItemState> states, Before before) {
        Map<String, LandedFile> files = new LinkedHashMap<>();
        current.forEach(inForce -> inForce.files().forEach(file -> files.put(key(file), file)));
        try (var duck = Duck.inMemory(Limits.small())) {
            return Stream.of(
                            deliveries(duck, List.copyOf(files.values()), came, states, before.deliveries()),
                            rowCounts(duck, states),
                            issues(duck, List.copyOf(files.values()), came.landed(), before.issues()))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    private Optional<Replacement> deliveries(
            Duck duck, List<LandedFile> files, Came tonight, Map<String, ItemState> states, List<Path> before) {
        LandingResult landed = tonight.landed();
        Map<String, LocalDate> cameBefore = lastDelivered(duck, before);
        Map<String, LocalDate> through = states.values().stream()
                .flatMap(state -> state.accounts().stream())
                .filter(account -> account.dataThrough() != null)
                .collect(Collectors.toMap(
                        account -> account.delivery() + "/" + account.file(),
                        account -> Objects.requireNonNull(account.dataThrough()),
                        (one, other) -> one.isAfter(other) ? one : other));
        Set<String> unchanged = keys(landed.unchanged());
        Set<String> came =
                Stream.concat(unchanged.stream(), keys(landed.fresh()).stream()).collect(Collectors.toSet());
        Stream<String> taken = files.stream().map(file -> {
            String key = key(file);
            LocalDate delivered = tonight.has(file, came) ? night : cameBefore.getOrDefault(key, file.arrived());
            LocalDate last = through.getOrDefault(key, delivered);
            return row(
                    text(file.deliveryId()),
                    text(file.source()),
                    text(file.file()),
                    text(file.contractId()),
                    day(file.arrived()),
                    text(unchanged.contains(key) ? "unchanged" : "loaded"),
                    "null",
                    "null",
                    "" + file.delivered(),
                    "" + file.rejected(),
                    day(last),
                    promised(contracts.get(file.contractId())),
                    day(delivered));
        });
        Stream<String> held = landed.held().stream()
                .map(file -> row(
                        text("held-" + run),
                        text(file.source()),
                        text(file.file()),
                        "null",
                        day(night),
                        text("held"),
                        text(file.reason()),
                        text(file.whatToDo()),
                        "" + file.deliveredRows(),
                        "0",
                        "null",
                        "null",
                        day(night)));
        return replace(
                duck,
                "delivery",
                "(delivery_id varchar, source varchar, file varchar, contract_id varchar, arrived date, status varchar,"
                        + " reason varchar, what_to_do varchar, delivered bigint, rejected bigint, data_through date,"
                        + " promised_days integer, last_delivered date)",
                Stream.concat(taken, held).toList());
    }

    private Optional<Replacement> rowCounts(Duck duck, Map<String, ItemState> states) {
        List<String> rows = new ArrayList<>();
        states.forEach((key, state) -> {
            String[] name = key.split("/", 2);
            state.accounts()
                    .forEach(account -> rows.add(row(
                            text(account.delivery()),
                            text(account.source()),
                            text(account.file()),
                            text(name[0]),
                            text(name[1]),
                            "" + account.loaded(),
                            "" + account.quarantined(),
                            "" + account.duplicate())));
        });
        return replace(
                duck,
                "row_count",
                "(delivery_id varchar, source varchar, file varchar, entity varchar, school_year varchar, loaded bigint,"
                        + " quarantined bigint, duplicate bigint)",
                rows);
    }

    private Optional<Replacement> issues(Duck duck, List<LandedFile> files, LandingResult landed, List<Path> before) {
        duck.run(FindingTable.CREATE);
        List<String> rows = new ArrayList<>();
        landed.held().forEach(held -> rows.add(issue(held)));
        Stream.concat(files.stream().flatMap(file -> file.findings().stream()), landed.findings().stream())
                .distinct()
                .forEach(finding -> rows.add(issue(finding)));
        insert(duck, "tonight", rows);
        files.stream().filter(file -> file.rejected() > 0).forEach(file -> rejects(duck, file));
        duck.run("create or replace table tonight as select * replace (md5(concat_ws('|', rule_id, file, row_number,"
                + " coalesce(field, ''), message)) as issue_key) from tonight");
        duck.run("create or replace table tonight as select *, " + FindingTable.NO_MONTH
                + " from tonight qualify row_number() over (partition by" + " issue_key order by row_number) = 1");
        Path file = lake.newFile("quality_issue", run + "-" + LANDING);
        duck.run("copy (" + IssueHistory.query(Duck.literal(LANDING), night, before) + ") to " + Duck.literal(file)
                + " (format parquet)");
        List<Path> found = FindingTable.count(duck, file) == 0 ? List.of() : List.of(file);
        if (FindingTable.stay(duck, LANDING, before, found)) {
            Lake.forget(file);
            return Optional.empty();
        }
        return Optional.of(new Replacement("quality_issue", Partition.originYear(LANDING, "all"), found));
    }

    private static String issue(HeldBack held) {
        return row(
                "null",
                text(held.ruleId()),
                text("block"),
                text("delivery"),
                text("all"),
                text(held.file()),
                "null",
                "null",
                "null",
                "null",
                text("IT administrator"),
                text(held.source()),
                text(held.file()),
                "0",
                text(held.reason()),
                text(held.whatToDo()));
    }

    private static String issue(Finding finding) {
        return row(
                "null",
                text(finding.ruleId()),
                text(finding.severity()),
                text("delivery"),
                text("all"),
                text(finding.line() == 0 ? finding.file() : "line " + finding.line()),
                text(finding.field()),
                text(finding.rawValue()),
                "null",
                "null",
                text("IT administrator"),
                text(finding.source()),
                text(finding.file()),
                "" + finding.line(),
                text(finding.message()),
                text(finding.whatToDo()));
    }

    /**
     * A row that could not be split into fields is told by its line; its text stays in the landing, for those who may.
     * That a line is no record, such as the header again, is a finding of the file.
     */
    private void rejects(Duck duck, LandedFile file) {
        String owner = contracts.get(file.contractId()).ownerRole();
        duck.run("insert into tonight select null, 'SYS-08', 'block', 'delivery', 'all', 'line ' || line, null, null,"
                + " null, null, " + text(owner) + ", " + text(file.source()) + ", " + text(file.file())
                + ", line, 'This row cannot be split into fields: ' || reason, 'Correct the row at the source; look for"
                + " quotes, line breaks and commas inside a value.' from read_parquet(" + Duck.literal(file.rejects())
                + ") where reason not in "
                + LandedFile.NO_RECORD.stream()
                        .sorted()
                        .map(DeliveryTables::text)
                        .collect(Collectors.joining(", ", "(", ")")));
    }

    private Optional<Replacement> replace(Duck duck, String table, String columns, List<String> rows) {
        if (tables.has(table, columns, rows)) {
            return Optional.empty();
        }
        duck.run("create table " + table + columns);
        insert(duck, table, rows);
        Path file = lake.newFile(table, run);
        duck.run("copy " + table + " to " + Duck.literal(file) + " (format parquet)");
        boolean empty = FindingTable.count(duck, file) == 0;
        return Optional.of(new Replacement(
                table, Partition.WHOLE_TABLE, empty || !Files.exists(file) ? List.of() : List.of(file)));
    }

    private static void insert(Duck duck, String table, List<String> rows) {
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            duck.run("insert into " + table + " values "
                    + String.join(", ", rows.subList(from, Math.min(from + AT_ONCE, rows.size()))));
        }
    }

    private static Set<String> keys(List<LandedFile> files) {
        return files.stream().map(DeliveryTables::key).collect(Collectors.toSet());
    }

    private static String key(LandedFile file) {
        return file.deliveryId() + "/" + file.file();
    }

    /** {@return the last night on which each file came, as the night before knew it; nothing of earlier releases} */
    private static Map<String, LocalDate> lastDelivered(Duck duck, List<Path> before) {
        if (before.isEmpty()) {
            return Map.of();
        }
        String files = Duck.fileList(before);
        boolean told = !duck.sql()
                .fetch("select 1 from parquet_schema(" + files + ") where name = 'last_delivered' limit 1")
                .isEmpty();
        if (!told) {
            return Map.of();
        }
        Map<String, LocalDate> came = new HashMap<>();
        duck.sql()
                .fetch("select delivery_id || '/' || file, last_delivered from read_parquet(" + files
                        + ", union_by_name = true) where last_delivered is not null and status <> 'held'")
                .forEach(row -> came.put(row.get(0, String.class), row.get(1, LocalDate.class)));
        return came;
    }

    private static String promised(Contract contract) {
        return contract.latencyDays() == 0 ? "null" : "" + contract.latencyDays();
    }

    private static String row(String... values) {
        return "(" + String.join(", ", values) + ")";
    }

    private static String text(@Nullable String text) {
        return SqlText.literal(text);
    }

    private static String day(LocalDate day) {
        return "date " + Duck.literal(day.toString());
    }
}
