package org.yearbook.dashboard.page;

/**
 * What stands below a page.
 *
 * @param version of Yearbook; empty for whoever is not signed in, and where it runs from classes
 * @param asOf the night whose numbers are shown, in words; empty before the first and for whoever is not signed in
 * @param demonstration whether the day is that of the last night, so that nothing is overdue in a district that does
 *     not exist
 */
public record Footer(String version, String asOf, boolean demonstration) {}
