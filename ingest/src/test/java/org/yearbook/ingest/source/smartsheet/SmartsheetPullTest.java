package org.yearbook.ingest.source.smartsheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.provider.Provider;
import org.yearbook.ingest.source.provider.Provider.Ask;
import org.yearbook.ingest.source.provider.Provider.Reply;
import org.yearbook.ingest.source.provider.Puller;
import org.yearbook.ingest.source.pull.PullResult;

/** The server answers as the public reference of Smartsheet's API 2.0 says. */
class SmartsheetPullTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 24);
    private static final String FILE = "smartsheet-staff-tasks.csv";
    private static final String COLUMNS = """
            "columns": [
              {"id": 101, "version": 0, "index": 0, "title": "Task, or step", "type": "TEXT_NUMBER", "primary": true},
              {"id": 102, "version": 0, "index": 1, "title": "Due", "type": "DATE"},
              {"id": 103, "version": 0, "index": 2, "title": "Assigned To", "type": "CONTACT_LIST"},
              {"id": 104, "version": 0, "index": 3, "title": "Done", "type": "CHECKBOX"},
              {"id": 105, "version": 0, "index": 4, "title": "Share", "type": "TEXT_NUMBER", "format": ",,,,,,,,,,,,,,,3,"}]
            """;

    @TempDir
    Path folder;

    private Puller puller(Provider server) {
        return new Puller(folder.resolve("home"), new SmartsheetKind(), """
                        - name: tasks
                          kind: smartsheet
                          url: %s/2.0
                          auth: {kind: bearer, token: env:SMARTSHEET}
                          sheets:
                            - {id: 4583173393803140, saveAs: staff-tasks}
                        """.formatted(server.url()))
                .secret("SMARTSHEET", "token-of-the-district");
    }

    private static Reply sheet(Ask ask, int version, int total, String rows) {
        return Reply.json("""
                {"id": 4583173393803140, "name": "Staff tasks", "version": %d, "totalRowCount": %d, %s, "rows": [%s]}
                """.formatted(version, total, COLUMNS, rows));
    }

    private static String row(int number) {
        return """
                {"id": %d, "rowNumber": %d, "createdAt": "2026-08-01T10:00:00Z", "modifiedAt": "2026-08-02T10:00:00Z",
                 "cells": [{"columnId": 101, "value": "Task %d", "displayValue": "Task %d"}]}
                """.formatted(1000 + number, number, number, number);
    }

    private static String rows(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(SmartsheetPullTest::row).collect(Collectors.joining(","));
    }

    /** Pages of a sheet with so many rows, each with the same number of them. */
    private static Reply paged(Ask ask, int version, int total) {
        int page = Integer.parseInt(ask.query("page"));
        int size = Integer.parseInt(ask.query("pageSize"));
        return sheet(ask, version, total, rows((page - 1) * size + 1, Math.min(page * size, total)));
    }

    private static Reply version(int version) {
        return Reply.json("{\"version\": " + version + "}");
    }

    @Test
    void aSheetBecomesACsvWithItsTitlesAndEachValueAsItIsMeant() {
        String rows = """
                {"id": 7, "rowNumber": 1, "createdAt": "2026-08-01T10:00:00Z", "modifiedAt": "2026-08-03T10:00:00Z", "cells": [
                  {"columnId": 101, "value": "Laptop \\"new\\", bag", "displayValue": "Laptop \\"new\\", bag"},
                  {"columnId": 102, "value": "2026-08-15"},
                  {"columnId": 103, "value": "ann@example.org", "displayValue": "Ann Example"},
                  {"columnId": 104, "value": true},
                  {"columnId": 105, "value": 0.25, "displayValue": "25%"}]},
                {"id": 8, "rowNumber": 2, "createdAt": "2026-08-01T10:00:00Z", "modifiedAt": "2026-08-03T10:00:00Z", "cells": [
                  {"columnId": 101, "value": "00042", "displayValue": "00042"},
                  {"columnId": 103},
                  {"columnId": 105, "value": 12345678901234, "displayValue": "12345678901234"}]}
                """;
        try (var server = new Provider(ask -> {
            assertThat(ask.header("authorization")).isEqualTo("Bearer token-of-the-district");
            return ask.path().endsWith("/version") ? version(3) : sheet(ask, 3, 2, rows);
        })) {
            Puller puller = puller(server);
            PullResult result = puller.pull(NIGHT);
            assertThat(result.failure()).isNull();
            assertThat(result.items()).containsExactly(FILE);
            assertThat(puller.lines(FILE))
                    .containsExactly(
                            "\"Task, or step\",Due,Assigned To,Done,Share,Row ID,Row Created,Row Modified",
                            "\"Laptop \"\"new\"\", bag\",2026-08-15,ann@example.org,true,0.25,7,2026-08-01T10:00:00Z,"
                                    + "2026-08-03T10:00:00Z",
                            "00042,,,,12345678901234,8,2026-08-01T10:00:00Z,2026-08-03T10:00:00Z");
            assertThat(server.asked()).extracting(Ask::path).contains("/2.0/sheets/4583173393803140");
        }
    }

    @Test
    void allPagesAreBroughtAndBeingAskedToWaitIsHeeded() {
        var refusals = new AtomicInteger();
        try (var server = new Provider(ask -> {
            if (ask.path().endsWith("/version")) {
                return version(1);
            }
            if (ask.query("page").equals("2") && refusals.getAndIncrement() < 2) {
                return Reply.json(429, "{\"errorCode\": 4003, \"message\": \"Rate limit exceeded.\"}")
                        .with("Retry-After", "30");
            }
            return paged(ask, 1, 2_345);
        })) {
            Puller puller = puller(server);
            assertThat(puller.pull(NIGHT).failure()).isNull();
            assertThat(puller.lines(FILE)).hasSize(2_346).doesNotHaveDuplicates();
            assertThat(puller.waits()).extracting(wait -> wait.toSeconds()).containsExactly(30L, 30L);
        }
    }

    @Test
    void aSheetThatChangesWhileItIsReadIsReadAgainFromOneVersion() {
        var asks = new AtomicInteger();
        try (var server = new Provider(ask -> {
            if (ask.path().endsWith("/version")) {
                return version(5);
            }
            // Somebody deletes the first row between the two pages: the rows shift by one.
            boolean before = asks.getAndIncrement() == 0;
            return before ? paged(ask, 5, 1_500) : paged(ask, 6, 1_499);
        })) {
            Puller puller = puller(server);
            assertThat(puller.pull(NIGHT).failure()).isNull();
            assertThat(puller.lines(FILE)).hasSize(1_500).doesNotHaveDuplicates();
        }
    }

    @Test
    void aSheetThatNeverComesToRestBringsNothing() {
        var asks = new AtomicInteger();
        try (var server = new Provider(
                ask -> ask.path().endsWith("/version") ? version(1) : paged(ask, asks.incrementAndGet(), 1_500))) {
            Puller puller = puller(server);
            assertThat(puller.pull(NIGHT).failure().reason()).contains("changed each time");
            assertThat(puller.inbox()).isEmpty();
        }
    }

    @Test
    void anEmptyPageBeforeTheEndIsNotTakenForTheEnd() {
        try (var server = new Provider(ask -> {
            if (ask.path().endsWith("/version")) {
                return version(1);
            }
            return ask.query("page").equals("1") ? paged(ask, 1, 1_500) : sheet(ask, 1, 1_500, "");
        })) {
            Puller puller = puller(server);
            assertThat(puller.pull(NIGHT).failure()).isNotNull();
            assertThat(puller.inbox()).isEmpty();
        }
    }

    @Test
    void aSheetThatDidNotChangeIsLeftAloneUnlessAllIsAskedFor() {
        var version = new AtomicInteger(9);
        try (var server = new Provider(
                ask -> ask.path().endsWith("/version") ? version(version.get()) : paged(ask, version.get(), 3))) {
            Puller puller = puller(server);
            puller.pull(NIGHT);
            puller.take();
            assertThat(puller.pull(NIGHT.plusDays(1)).items()).isEmpty();
            assertThat(puller.pullAll(NIGHT.plusDays(1)).items()).containsExactly(FILE);
            puller.take();
            version.set(10);
            assertThat(puller.pull(NIGHT.plusDays(2)).items()).containsExactly(FILE);
        }
    }

    @Test
    void aRefusalIsToldWithoutTheToken() {
        try (var server = new Provider(
                ask -> Reply.json(403, "{\"errorCode\": 1004, \"message\": \"You are not authorized\"}"))) {
            var failure = puller(server).pull(NIGHT).failure();
            assertThat(failure.reason()).contains("403").doesNotContain("token-of-the-district");
            assertThat(failure.whatToDo()).contains("permission");
        }
    }

    @Test
    void faultsInTheSettingsAreToldWithTheirLines() {
        assertThatThrownBy(() -> new Puller(folder.resolve("other"), new SmartsheetKind(), """
                        - name: tasks
                          kind: smartsheet
                          auth: {kind: bearer, token: abcdef}
                          sheets:
                            - {id: my sheet, saveAs: Tasks!}
                        """))
                .hasMessageContaining("must not stand in this file")
                .hasMessageContaining("number of the sheet")
                .hasMessageContaining("'saveAs' must be")
                .hasMessageNotContaining("abcdef");
    }
}
