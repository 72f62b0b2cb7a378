/** The standardization report: which values each field holds, and which of them may be one. People decide here. */
@NullMarked
package org.yearbook.dashboard.page.values;

import org.jspecify.annotations.NullMarked;
