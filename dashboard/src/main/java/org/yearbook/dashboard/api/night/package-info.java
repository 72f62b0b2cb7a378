/** What the last night did. */
@NullMarked
package org.yearbook.dashboard.api.night;

import org.jspecify.annotations.NullMarked;
