/** The objects of OneRoster's REST services, 1.1 and 1.2, and the rows of the CSV binding that say the same. */
@NullMarked
package org.yearbook.ingest.source.oneroster.model;

import org.jspecify.annotations.NullMarked;
