package org.yearbook.warehouse.answer;

/**
 * The district or one of its schools.
 *
 * @param id organization id
 * @param level elementary, middle, high or other; other for the district itself
 * @param district whether it is the district
 */
public record Organization(String id, String name, String level, boolean district) {}
