/** Numbers at a glance: tiles, findings and standings, as several pages tell them. */
@NullMarked
package org.yearbook.dashboard.glance;

import org.jspecify.annotations.NullMarked;
