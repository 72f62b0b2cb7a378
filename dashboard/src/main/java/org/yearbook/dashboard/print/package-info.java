/** Pages of words and drawings as PDF files that a screen reader can read. */
@NullMarked
package org.yearbook.dashboard.print;

import org.jspecify.annotations.NullMarked;
