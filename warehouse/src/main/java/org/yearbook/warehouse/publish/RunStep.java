package org.yearbook.warehouse.publish;

/**
 * One step of a night, as the publication tells it. Grain: run, step, source.
 *
 * @param runId the night's id
 * @param step what was done, such as {@code land} or {@code publish internal}
 * @param source the source or table that it was done to; empty when to all
 * @param rows how many rows it handled
 * @param seconds wall-clock time
 */
public record RunStep(String runId, String step, String source, long rows, double seconds) {}
