package org.yearbook.ingest.land;

/**
 * What a zip may hold before it counts as hostile.
 *
 * @param entries files in it
 * @param entryBytes of one file, inflated
 * @param totalBytes of all files, inflated
 * @param ratio inflated to packed bytes; real tables stay far below
 * @param ratioFrom inflated bytes from which the ratio counts
 */
record ArchiveLimits(int entries, long entryBytes, long totalBytes, int ratio, long ratioFrom) {

    static final ArchiveLimits USUAL = new ArchiveLimits(1_000, 64L << 30, 256L << 30, 250, 16L << 20);
}
