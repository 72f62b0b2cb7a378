package org.yearbook.definitions.edfacts;

import org.yearbook.definitions.SchoolYear;

/**
 * What holds in a school year.
 *
 * @param readIn the school year whose source says so: the year itself, or else the nearest one known
 * @param verified whether a source of that very year was read
 */
public record InYear<T>(T content, SchoolYear readIn, boolean verified) {}
