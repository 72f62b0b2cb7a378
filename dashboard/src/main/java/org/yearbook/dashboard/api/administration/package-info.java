/** What administrators look after, as lists. */
@NullMarked
package org.yearbook.dashboard.api.administration;

import org.jspecify.annotations.NullMarked;
