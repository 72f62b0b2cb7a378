/** What programs that watch the server are told: health and metrics, of nobody. */
@NullMarked
package org.yearbook.dashboard.health;

import org.jspecify.annotations.NullMarked;
