/** Metric definitions in plain words: what a number means, and what changed between two of its versions. */
@NullMarked
package org.yearbook.warehouse.glossary;

import org.jspecify.annotations.NullMarked;
