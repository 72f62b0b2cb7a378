/**
 * The file specifications by which states report to the federal Department of Education, as data: which fields a record
 * has, which groups are counted, which codes are permitted in which year, and which of that was read in a source of
 * that year.
 */
@NullMarked
package org.yearbook.definitions.edfacts;

import org.jspecify.annotations.NullMarked;
