/** The packets: what is printed, for whom, when, and what was made. */
@NullMarked
package org.yearbook.dashboard.api.packet;

import org.jspecify.annotations.NullMarked;
