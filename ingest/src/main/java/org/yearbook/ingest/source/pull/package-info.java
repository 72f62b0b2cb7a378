/**
 * Pulls: fetching from the district's systems, before the inbox is looked at, what nobody delivers by hand. A pull
 * makes files and puts them into the inbox, complete or not at all; landing stays the one way in.
 */
@NullMarked
package org.yearbook.ingest.source.pull;

import org.jspecify.annotations.NullMarked;
