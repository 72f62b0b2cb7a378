/** The work lists of the technology office. */
@NullMarked
package org.yearbook.dashboard.api.technology;

import org.jspecify.annotations.NullMarked;
