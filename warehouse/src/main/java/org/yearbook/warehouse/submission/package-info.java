/**
 * The district's part of the files that its state reports to the federal Department of Education: who is counted, each
 * group of each category set, and the file itself.
 */
@NullMarked
package org.yearbook.warehouse.submission;

import org.jspecify.annotations.NullMarked;
