/**
 * From Ed-Fi's elements to rows of the district's entities, in Ed-Fi's own words; contracts say what the words mean.
 */
@NullMarked
package org.yearbook.ingest.source.edfi.rows;

import org.jspecify.annotations.NullMarked;
