/** Files for the federal government and the state: what is due, and where each stands. */
@NullMarked
package org.yearbook.dashboard.api.export;

import org.jspecify.annotations.NullMarked;
