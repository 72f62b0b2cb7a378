/** Judges standardized rows by rules, each with a sentence that a clerk understands and a way to mend it. */
@NullMarked
package org.yearbook.ingest.check;

import org.jspecify.annotations.NullMarked;
