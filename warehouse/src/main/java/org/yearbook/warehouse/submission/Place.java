package org.yearbook.warehouse.submission;

/**
 * Whom the rows of a file are about, by the ids of the state.
 *
 * @param fips two digits, the state's
 * @param district the state's id of the district
 * @param school the state's id of the school; empty where rows are about the district
 */
record Place(String fips, String district, String school) {}
