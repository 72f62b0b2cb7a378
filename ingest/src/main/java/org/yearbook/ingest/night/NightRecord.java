package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import org.yearbook.warehouse.publish.LakeNight;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a night left in the lake, written once all its tables are committed: {@code runs/<id>/night.json}. A night
 * without it never happened.
 *
 * @param id sortable by time
 * @param date the local date of the night
 * @param finished when the last table was committed
 * @param terms the same again only while contracts and decisions are; null in the record of an earlier version
 * @param tables snapshot and row count by lake table
 * @param items by {@code entity/school year}
 * @param kept what the next night may keep, see {@link Remembered}; null in the record of an earlier version
 */
record NightRecord(
        String id,
        LocalDate date,
        Instant finished,
        @Nullable String terms,
        Map<String, LakeNight.Table> tables,
        Map<String, ItemState> items,
        @Nullable JsonNode kept) {

    static final String FILE = "night.json";
    /** A record that an earlier version wrote lacks some numbers; its items are done again. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    NightRecord {
        tables = Map.copyOf(tables);
        items = Map.copyOf(new TreeMap<>(items));
    }

    /**
     * What a night finds of the one before.
     *
     * @param date its date; null on a first night
     * @param tables what it left in the lake
     * @param remembered what it made of all rows together
     */
    record Before(@Nullable LocalDate date, Map<String, LakeNight.Table> tables, Remembered remembered) {

        static Before of(Optional<NightRecord> night) {
            return night.map(one -> new Before(one.date(), one.tables(), Remembered.of(one.kept())))
                    .orElse(new Before(null, Map.of(), Remembered.NOTHING));
        }

        List<Path> files(String table) {
            LakeNight.Table known = tables.get(table);
            return known == null ? List.of() : known.files();
        }
    }

    LakeNight lakeNight() {
        return new LakeNight(id, date, finished, tables);
    }

    static Optional<NightRecord> latest(DistrictHome home) {
        if (!Files.isDirectory(home.runs())) {
            return Optional.empty();
        }
        try (Stream<Path> runs = Files.list(home.runs())) {
            return runs.filter(run -> Files.isRegularFile(run.resolve(FILE)))
                    .max(Comparator.comparing(run -> run.getFileName().toString()))
                    .map(run -> read(run.resolve(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException("The runs cannot be listed", e);
        }
    }

    private static NightRecord read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), NightRecord.class);
        } catch (IOException | JacksonException e) {
            throw new IllegalStateException(
                    file + " cannot be understood. Move it away, and the next night takes everything in anew.", e);
        }
    }

    void write(DistrictHome home) {
        Path folder = home.runs().resolve(id);
        try {
            Files.createDirectories(folder);
            DurableFile.write(folder.resolve(FILE), JSON.writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException("The record of the night cannot be written", e);
        }
    }
}
