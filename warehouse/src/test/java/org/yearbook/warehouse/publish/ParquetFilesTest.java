package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ParquetFilesTest {

    @TempDir
    Path root;

    private TestLake lake;

    @BeforeEach
    void oneFinding() {
        lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "quality_issue",
                        "issue_key, rule_id, severity, entity, record_key, school_year, first_seen date, resolved_on date,"
                                + " reopened_on date",
                        "a, R1, major, staff, 90817263, all, 2026-06-01, , ");
    }

    private Path folder(String audience, String name) {
        return lake.home().parquet().resolve(audience).resolve(name);
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void everyTableIsAFileAndTheManifestSaysWhatItHolds() throws Exception {
        Publication publication = lake.parquetFiles("analyst", "public").publish();
        for (Audience audience : new Audience[] {Audience.ANALYST, Audience.PUBLIC}) {
            Path current = folder(audience.label(), ParquetFiles.CURRENT);
            JsonNode manifest = JsonMapper.shared().readTree(Files.readString(current.resolve("manifest.json")));
            assertThat(manifest.path("publication").asString()).isEqualTo(publication.id());
            assertThat(manifest.path("audience").asString()).isEqualTo(audience.label());
            assertThat(manifest.path("as_of").asString()).isEqualTo("2026-06-01");
            assertThat(manifest.path("minimum_group_size").asInt()).isEqualTo(10);
            var tables = manifest.path("tables").valueStream().toList();
            assertThat(tables)
                    .extracting(table -> table.path("table").asString())
                    .containsExactlyElementsOf(
                            lake.lines(audience, "select table_name from duckdb_tables() order by table_name"));
            assertThat(current.toFile().list()).hasSize(tables.size() + 1);
            for (JsonNode table : tables) {
                whole(audience, current.resolve(table.path("file").asString()), table);
            }
        }
        assertThat(folder("internal", "")).doesNotExist();
        assertThat(everyByte(folder("analyst", ParquetFiles.CURRENT))).doesNotContain("90817263");
    }

    private void whole(Audience audience, Path file, JsonNode table) throws Exception {
        String name = table.path("table").asString();
        String rows = "select count(*) from \"" + name + "\"";
        assertThat(lake.lines(audience, rows))
                .containsExactly(table.path("rows").asString());
        assertThat(table.path("bytes").asLong()).isEqualTo(Files.size(file));
        assertThat(table.path("sha256").asString())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
        assertThat(table.path("comment").asString()).as(name).isNotBlank();
        try (Duck duck = Duck.inMemory(TestLake.LIMITS)) {
            var inFile = duck.sql()
                    .fetch("select column_name, column_type from (describe from read_parquet(" + Duck.literal(file)
                            + "))")
                    .map(row -> row.get(0) + " " + row.get(1));
            assertThat(table.path("columns").valueStream())
                    .as(name)
                    .extracting(column -> column.path("name").asString() + " "
                            + column.path("type").asString())
                    .containsExactlyElementsOf(inFile);
        }
        assertThat(table.path("columns").valueStream())
                .as(name)
                .allSatisfy(
                        column -> assertThat(column.path("comment").asString()).isNotBlank());
    }

    private static String everyByte(Path folder) throws IOException {
        var all = new StringBuilder();
        try (var files = Files.list(folder.toRealPath())) {
            for (Path file : files.toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void analystsFilesAreForTheGroupAndInternalOnesForTheirOwnerAlone() throws IOException {
        Publication publication = lake.parquetFiles("analyst", "internal").publish();
        assertThat(rights(folder("analyst", publication.id()))).isEqualTo("rwxr-x---");
        assertThat(rights(folder("analyst", publication.id()).resolve("metric_value.parquet")))
                .isEqualTo("rw-r-----");
        assertThat(rights(folder("analyst", publication.id()).resolve("manifest.json")))
                .isEqualTo("rw-r-----");
        assertThat(rights(folder("internal", publication.id()))).isEqualTo("rwx------");
        assertThat(rights(folder("internal", publication.id()).resolve("quality_issue.parquet")))
                .isEqualTo("rw-------");
    }

    @Test
    void currentGoesWithThePublicationInForceAndOldFilesWithTheOldPublication() throws IOException {
        Publication first = lake.parquetFiles("public").publish();
        Publication second = lake.publish();
        Path current = folder("public", ParquetFiles.CURRENT);
        assertThat(Files.readSymbolicLink(current)).hasToString(second.id());
        Publications.makeCurrent(lake.home(), first);
        assertThat(Files.readSymbolicLink(current)).hasToString(first.id());

        lake.parquetFiles().publish();
        assertThat(Files.exists(current, LinkOption.NOFOLLOW_LINKS))
                .as("nobody reads on in numbers that are not in force")
                .isFalse();
        for (int more = 1; more < Publications.LATEST; more++) {
            lake.publish();
        }
        assertThat(Publications.list(lake.home())).hasSize(Publications.LATEST).doesNotContain(first, second);
        assertThat(folder("public", "")).isEmptyDirectory();
    }

    @Test
    void filesThatCannotBeWrittenDoNotKeepAPublicationFromComingIntoForce() throws IOException {
        Files.writeString(lake.home().parquet(), "not a folder");
        Publication publication = lake.parquetFiles("analyst").publish();
        assertThat(Publications.current(lake.home())).contains(publication);
    }

    @Test
    void whatAKilledNightLeftIsSweptAway() throws IOException {
        Path left = Files.createDirectories(folder("analyst", "20260501T020000-x.tmp"));
        Files.writeString(left.resolve("dim_student.parquet"), "half");
        Publication publication = lake.parquetFiles("analyst").publish();
        assertThat(folder("analyst", "").toFile().list())
                .containsExactlyInAnyOrder(publication.id(), ParquetFiles.CURRENT);
    }
}
