/** Where people's own statements are asked of the publication: one desk for each file, one queue, one audit. */
@NullMarked
package org.yearbook.dashboard.desk;

import org.jspecify.annotations.NullMarked;
