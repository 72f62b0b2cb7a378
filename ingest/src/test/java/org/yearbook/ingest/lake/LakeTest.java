package org.yearbook.ingest.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

class LakeTest {

    @TempDir
    Path folder;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = new Lake(folder.resolve("lake"));
    }

    @AfterAll
    static void stop() {
        SparkSession.getDefaultSession().foreach(session -> {
            session.stop();
            return null;
        });
    }

    private Path rows(String table, String name, String select) {
        Path file = lake.newFile(table, name);
        try (var duck = Duck.inMemory(Limits.small())) {
            duck.run("copy (" + select + ") to " + Duck.literal(file) + " (format parquet)");
        }
        return file;
    }

    private long count(String table) {
        var files = lake.tables().get(table).files();
        try (var duck = Duck.inMemory(Limits.small())) {
            Long count = duck.sql()
                    .fetchOne("select count(*) from read_parquet(" + Duck.fileList(files) + ")")
                    .get(0, Long.class);
            return count == null ? 0 : count;
        }
    }

    @Test
    void replacesOneYearAndLeavesTheOthers() {
        var first = rows("course", "a", "select '2024-25' as school_year, 'x' as sourced_id from range(3)");
        var second = rows("course", "b", "select '2025-26' as school_year, 'y' as sourced_id from range(5)");
        lake.commit(
                "course",
                List.of(
                        new Replacement("course", Partition.year("2024-25"), List.of(first)),
                        new Replacement("course", Partition.year("2025-26"), List.of(second))));
        assertThat(lake.tables().get("course").rows()).isEqualTo(8);

        var again = rows("course", "c", "select '2025-26' as school_year, 'z' as sourced_id from range(7)");
        lake.commit("course", List.of(new Replacement("course", Partition.year("2025-26"), List.of(again))));

        assertThat(lake.tables().get("course").rows()).isEqualTo(10);
        assertThat(count("course")).isEqualTo(10);
        assertThat(lake.tables().get("course").files()).containsExactlyInAnyOrder(first, again);
    }

    @Test
    void emptiesAPartitionThatHasNoRowsAnyMore() {
        var file = rows("quality_issue", "a", "select 'student' as entity, '2025-26' as school_year, 1 as n");
        var partition = Partition.entityYear("student", "2025-26");
        lake.commit("quality_issue", List.of(new Replacement("quality_issue", partition, List.of(file))));
        lake.commit("quality_issue", List.of(new Replacement("quality_issue", partition, List.of())));
        assertThat(lake.tables().get("quality_issue").rows()).isZero();
    }

    @Test
    void addsAColumnThatALaterFileBrings() {
        var old = rows("course", "a", "select '2024-25' as school_year, 'x' as sourced_id");
        lake.commit("course", List.of(new Replacement("course", Partition.year("2024-25"), List.of(old))));
        var wide = rows("course", "b", "select '2025-26' as school_year, 'y' as sourced_id, 'ART' as subject");
        lake.commit("course", List.of(new Replacement("course", Partition.year("2025-26"), List.of(wide))));
        assertThat(lake.tables().get("course").rows()).isEqualTo(2);
    }

    @Test
    void goesBackToWhatANightLeft() {
        var course = rows("course", "a", "select '2024-25' as school_year, 'x' as sourced_id");
        lake.commit("course", List.of(new Replacement("course", Partition.year("2024-25"), List.of(course))));
        var then = lake.tables();
        var failed = rows("course", "b", "select '2024-25' as school_year, 'y' as sourced_id, 'ART' as subject");
        lake.commit("course", List.of(new Replacement("course", Partition.year("2024-25"), List.of(failed))));
        var staff = rows("staff", "a", "select 'all' as school_year, '1' as employee_id");
        lake.commit("staff", List.of(new Replacement("staff", Partition.year("all"), List.of(staff))));

        lake.backTo(then);

        assertThat(lake.tables().get("course")).isEqualTo(then.get("course"));
        assertThat(lake.tables().get("staff").files()).isEmpty();
        var next = rows("course", "c", "select '2025-26' as school_year, 'z' as sourced_id");
        lake.commit("course", List.of(new Replacement("course", Partition.year("2025-26"), List.of(next))));
        assertThat(lake.tables().get("course").files()).containsExactlyInAnyOrder(course, next);

        lake.backTo(Map.of());

        assertThat(lake.tables().values()).allMatch(table -> table.files().isEmpty());
    }

    @Test
    void sweepsWhatAKilledNightLeftAndNothingElse() throws IOException {
        var kept = rows("course", "a", "select '2024-25' as school_year");
        lake.commit("course", List.of(new Replacement("course", Partition.year("2024-25"), List.of(kept))));
        var orphan = rows("course", "orphan", "select '2024-25' as school_year");

        lake.sweep();

        assertThat(orphan).doesNotExist();
        assertThat(Files.size(kept)).isPositive();
        assertThat(count("course")).isEqualTo(1);
    }

    @Test
    void whatNobodyNeedsIsLookedForInTheTablesThatChanged() throws IOException {
        for (String table : List.of("course", "section")) {
            var file = rows(table, "a", "select '2024-25' as school_year, 'a' as sourced_id");
            lake.commit(table, List.of(new Replacement(table, Partition.year("2024-25"), List.of(file))));
        }
        lake.close();
        lake = new Lake(folder.resolve("lake"));
        assertThat(lake.unneededOfChanged()).as("nothing was done here").isEmpty();

        var file = rows("course", "b", "select '2024-25' as school_year, 'b' as sourced_id");
        lake.commit("course", List.of(new Replacement("course", Partition.year("2024-25"), List.of(file))));
        lake.forget((table, all) -> Set.of());

        assertThat(lake.unneededOfChanged())
                .contains(folder.resolve("lake/district/course/data/a.parquet"))
                .noneMatch(unneeded -> unneeded.toString().contains("/section/"));
        assertThat(lake.unneeded()).containsAll(lake.unneededOfChanged());
        assertThat(lake.unneeded())
                .as("an earlier description, which goes when this table changes or a night looks for everything")
                .anyMatch(unneeded -> unneeded.toString().contains("/section/"));
    }

    @Test
    void aStateThatIsForgottenTakesItsFilesAlongAndOneThatHasANameStays() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String night : List.of("a", "b", "c", "d")) {
            files.add(rows("course", night, "select '2024-25' as school_year, '" + night + "' as sourced_id"));
            lake.commit(
                    "course",
                    List.of(new Replacement(
                            "course", Partition.year("2024-25"), List.of(files.get(files.size() - 1)))));
            if (night.equals("a")) {
                name("count-day");
            }
        }
        assertThat(lake.forget((table, all) -> all.keySet())).isZero();
        assertThat(lake.unneeded())
                .as("earlier descriptions of the table")
                .allMatch(file -> file.toString().contains(".metadata.json"));
        lake.sweep();

        assertThat(lake.forget((table, all) -> Set.of())).isEqualTo(2);
        lake.sweep();

        assertThat(files.get(0)).as("its state has a name").exists();
        assertThat(files.get(1)).doesNotExist();
        assertThat(files.get(2)).doesNotExist();
        assertThat(lake.tables().get("course").files()).containsExactly(files.get(3));
        assertThat(count("course")).isOne();
        var next = rows("course", "e", "select '2025-26' as school_year, 'e' as sourced_id");
        lake.commit("course", List.of(new Replacement("course", Partition.year("2025-26"), List.of(next))));
        assertThat(count("course")).isEqualTo(2);

        Path root = folder.resolve("lake");
        try (Stream<Path> sums = Files.walk(root)) { // a backup leaves them out
            for (Path file :
                    sums.filter(file -> file.toString().endsWith(".crc")).toList()) {
                Files.delete(file);
            }
        }
        LakeMove.move(root, folder.resolve("moved"), root);
        lake = new Lake(Files.move(root, folder.resolve("moved")));
        assertThat(count("course")).as("at another place, too").isEqualTo(2);
    }

    private void name(String tag) throws IOException {
        try (var catalog =
                new HadoopCatalog(Lake.files(), folder.resolve("lake").toString())) {
            var table = catalog.loadTable(TableIdentifier.of("district", "course"));
            table.manageSnapshots()
                    .createTag(tag, table.currentSnapshot().snapshotId())
                    .commit();
        }
    }

    @Test
    void aTableThatWasLeftHalfMadeIsMadeAnew() throws IOException {
        Path half = Files.createDirectories(folder.resolve("lake/district/staff/metadata"));
        Files.writeString(half.resolve("0b5ff0f9-6f2f-4b4a-9d0e-000000000000.metadata.json"), "{\"format-ver");

        assertThat(lake.tables()).isEmpty();
        lake.backTo(Map.of());
        lake.sweep();
        var staff = rows("staff", "a", "select 'all' as school_year, '1' as employee_id");
        lake.commit("staff", List.of(new Replacement("staff", Partition.year("all"), List.of(staff))));

        assertThat(lake.tables().get("staff").rows()).isEqualTo(1);
    }

    @Test
    void aTableThatWasCutOffBeforeItsColumnsWereNamedIsNamedByTheNextCommit() throws IOException {
        var first = rows("course", "a", "select '2024-25' as school_year, 'x' as sourced_id");
        lake.commit("course", List.of(new Replacement("course", Partition.year("2024-25"), List.of(first))));
        try (var catalog =
                new HadoopCatalog(Lake.files(), folder.resolve("lake").toString())) {
            var table = catalog.loadTable(TableIdentifier.of("district", "course"));
            String names = table.properties().get("schema.name-mapping.default");
            assertThat(names).contains("sourced_id");
            table.updateProperties().remove("schema.name-mapping.default").commit();

            var next = rows("course", "b", "select '2025-26' as school_year, 'y' as sourced_id");
            lake.commit("course", List.of(new Replacement("course", Partition.year("2025-26"), List.of(next))));

            table.refresh();
            assertThat(table.properties()).containsEntry("schema.name-mapping.default", names);
        }
    }

    @Test
    void sparkReadsWhatDuckDbWroteThroughTheCatalog() {
        var file = rows(
                "student_day",
                "a",
                "select '2025-26' as school_year, 'S' || i as student_key, date '2025-09-02' as attendance_date, "
                        + "2520 as member_units, cast(1.5 as decimal(18,4)) as share from range(100) t(i)");
        lake.commit("student_day", List.of(new Replacement("student_day", Partition.year("2025-26"), List.of(file))));

        var spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
                .config("spark.sql.catalog.lake.type", "hadoop")
                .config(
                        "spark.sql.catalog.lake.warehouse",
                        folder.resolve("lake").toString())
                .getOrCreate();
        var row = spark.sql("select count(*), sum(member_units), max(student_key), sum(share) "
                        + "from lake.district.student_day where school_year = '2025-26'")
                .first();

        assertThat(row.getLong(0)).isEqualTo(100);
        assertThat(row.getLong(1)).isEqualTo(252_000);
        assertThat(row.getString(2)).isEqualTo("S99");
        assertThat(row.getDecimal(3)).isEqualByComparingTo("150");
    }
}
