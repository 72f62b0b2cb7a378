/** How right the records are: scores, counts, rules, and the issues themselves for those who see them. */
@NullMarked
package org.yearbook.dashboard.api.quality;

import org.jspecify.annotations.NullMarked;
