package org.yearbook.ingest.lineage;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A night that ended.
 *
 * @param district the LEA's id, by which its datasets are told from those of others
 * @param id the night's own
 * @param date the local date of the night
 */
public record NightRun(String district, String id, LocalDate date, Instant began, Instant ended) {}
