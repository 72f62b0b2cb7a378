package org.yearbook.ingest.source.pull;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.yearbook.warehouse.home.District;

/**
 * What a source has to work with during one pull.
 *
 * @param source the name of the source
 * @param home of the district; paths in settings are relative to it
 * @param work an empty folder on the inbox's file system, removed afterwards
 * @param kept a folder of the source's own that stays between nights; made by the source when it needs one
 * @param before what is remembered of the last pull that succeeded
 * @param full whether everything must be brought, whatever is remembered: for {@code again}, or since landing held a
 *     part back ({@link PullState#fullNext})
 * @param again whether even a kind whose files stand for themselves must bring them all: a person asked for everything,
 *     a part of it was lost before it landed, or it never was brought
 * @param date the date of the night, where the district is
 * @param missed the nights before it that were to pull the source and did not, in order: theirs failed, or were not
 *     run. A file of one day does not hold what those of other days do
 * @param district whose source it is
 * @param until when the pull must have ended
 * @param secrets reads what the settings only refer to
 * @param pace time and chance
 */
public record PullContext(
        String source,
        Path home,
        Path work,
        Path kept,
        PullState before,
        boolean full,
        boolean again,
        LocalDate date,
        List<LocalDate> missed,
        District district,
        Instant until,
        Secrets secrets,
        Pace pace) {

    public PullContext {
        missed = List.copyOf(missed);
    }
}
