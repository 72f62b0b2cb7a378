/**
 * The wire for analysts' own tools: Arrow Flight SQL over the publication of an audience, through the same desk as the
 * pages. Off unless {@code flight.yaml} of the home says otherwise.
 */
@NullMarked
package org.yearbook.dashboard.flight;

import org.jspecify.annotations.NullMarked;
