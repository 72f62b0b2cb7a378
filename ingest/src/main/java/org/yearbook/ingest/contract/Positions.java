package org.yearbook.ingest.contract;

/**
 * Where a field stands in a line of fixed width.
 *
 * @param first its first character, from 1
 * @param last its last character
 */
public record Positions(int first, int last) {}
