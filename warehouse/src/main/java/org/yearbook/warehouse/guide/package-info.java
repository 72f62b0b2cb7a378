/** What the tables and columns of a publication mean and how they belong together, for whoever asks them. */
@NullMarked
package org.yearbook.warehouse.guide;

import org.jspecify.annotations.NullMarked;
