/** What each run of a night leaves to be read in the home, while it goes and afterwards. */
@NullMarked
package org.yearbook.warehouse.run;

import org.jspecify.annotations.NullMarked;
