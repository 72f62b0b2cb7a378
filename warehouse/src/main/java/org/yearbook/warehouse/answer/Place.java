package org.yearbook.warehouse.answer;

/**
 * Where a school is, in degrees.
 *
 * @param latitude north of the equator
 * @param longitude east of Greenwich, so negative in America
 */
public record Place(double latitude, double longitude) {}
