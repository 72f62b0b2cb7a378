package org.yearbook.warehouse.keep;

import java.util.List;
import java.util.Map;

/**
 * What a backup says of itself: its last entry, {@code backup.json}, since only then everything is known.
 *
 * @param format of backups
 * @param homeFormat of the home in it
 * @param home where the home was; the lake's files name their places in full
 * @param publication the one in force; empty before the first night
 * @param asOf its day
 * @param folders every folder and its rights
 * @param files every file
 */
record Contents(
        int format,
        int homeFormat,
        String home,
        String madeAt,
        String publication,
        String asOf,
        Map<String, String> folders,
        List<Kept> files) {

    static final int FORMAT = 1;
    static final String NAME = "backup.json";

    Contents {
        folders = Map.copyOf(folders);
        files = List.copyOf(files);
    }

    /** One file. */
    record Kept(String name, long bytes, String sha256, String rights) {}
}
