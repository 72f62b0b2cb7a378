/** Runs the stages of a night in their order, as a Spark application, and is the program's entry. */
@NullMarked
package org.yearbook.ingest.night;

import org.jspecify.annotations.NullMarked;
