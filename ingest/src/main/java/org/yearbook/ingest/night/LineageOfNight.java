package org.yearbook.ingest.night;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.yearbook.ingest.lineage.NightLineage;
import org.yearbook.ingest.lineage.NightLineage.ReadFile;
import org.yearbook.ingest.lineage.NightRun;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;

/** Which files the rows of each table are from, out of a night's accounts. */
final class LineageOfNight {

    private LineageOfNight() {}

    static NightLineage of(
            NightRecord night, District district, Publication publication, Instant began, Instant ended) {
        return new NightLineage(
                new NightRun(district.leaId(), night.id(), night.date(), began, ended),
                read(night),
                night.tables(),
                publication.id(),
                Arrays.stream(Audience.values())
                        .map(audience -> audience.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** Items are school years of an entity; a file that holds several is told of once in its table. */
    private static Map<String, List<ReadFile>> read(NightRecord night) {
        Map<String, Map<String, ReadFile>> byTable = new TreeMap<>();
        night.items()
                .forEach((item, state) -> state.accounts()
                        .forEach(account -> byTable.computeIfAbsent(entity(item), table -> new TreeMap<>())
                                .merge(
                                        account.source() + '/' + account.file(),
                                        new ReadFile(account.source(), account.file(), account.total()),
                                        (one, other) ->
                                                new ReadFile(one.source(), one.file(), one.rows() + other.rows()))));
        Map<String, List<ReadFile>> read = new TreeMap<>();
        byTable.forEach((table, files) -> read.put(table, new ArrayList<>(files.values())));
        return read;
    }

    private static String entity(String item) {
        return item.substring(0, item.indexOf('/'));
    }
}
