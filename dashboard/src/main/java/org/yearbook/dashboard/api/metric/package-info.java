/** Metrics with their definitions, and their values. */
@NullMarked
package org.yearbook.dashboard.api.metric;

import org.jspecify.annotations.NullMarked;
