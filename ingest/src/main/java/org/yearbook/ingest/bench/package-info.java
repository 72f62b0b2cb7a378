/** Measures a whole night against the least that any program could do with the same file, in one run. */
@NullMarked
package org.yearbook.ingest.bench;

import org.jspecify.annotations.NullMarked;
