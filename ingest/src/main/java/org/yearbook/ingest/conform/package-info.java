/** Turns the standardized rows of an entity and school year into its conformed table: keys, links, days, history. */
@NullMarked
package org.yearbook.ingest.conform;

import org.jspecify.annotations.NullMarked;
