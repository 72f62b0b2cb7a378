package org.yearbook.warehouse.export;

/**
 * Where a record stands in what was delivered.
 *
 * @param row the line; 0 where it is not known
 */
public record Delivered(String source, String file, long row) {}
