/** How the log is written: with every fault, and without what libraries quote in theirs. */
@NullMarked
package org.yearbook.dashboard.log;

import org.jspecify.annotations.NullMarked;
