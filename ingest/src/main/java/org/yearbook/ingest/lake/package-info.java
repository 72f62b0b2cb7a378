/** The lake: Iceberg tables in which a commit is atomic, yesterday can be read again, and any engine can join in. */
@NullMarked
package org.yearbook.ingest.lake;

import org.jspecify.annotations.NullMarked;
