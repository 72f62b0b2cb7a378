/** Pulls OneRoster 1.1 and 1.2 over REST and writes it as the CSV bundle that landing knows. */
@NullMarked
package org.yearbook.ingest.source.oneroster;

import org.jspecify.annotations.NullMarked;
