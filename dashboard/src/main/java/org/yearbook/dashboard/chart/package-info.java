/** Numbers as charts: an option for the browser to draw, and the same numbers as a table and a sentence. */
@NullMarked
package org.yearbook.dashboard.chart;

import org.jspecify.annotations.NullMarked;
