package org.yearbook.dashboard.page;

/**
 * What stands below a page.
 *
 * @param version of Yearbook; empty for whoever is not signed in, and where it runs from classes
 * @param asOf the night whose numbers are shown, in words; empty before the first and for whoever is not signed in
 */
public record Footer(String version, String asOf) {}
