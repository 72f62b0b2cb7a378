/** Keeping a home: backups and what comes of them, and whether its files are still as they were written. */
@NullMarked
package org.yearbook.warehouse.keep;

import org.jspecify.annotations.NullMarked;
