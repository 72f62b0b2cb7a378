/** The catalogue: what every table and column means, how they belong together, statements to begin with. */
@NullMarked
package org.yearbook.dashboard.page.catalogue;

import org.jspecify.annotations.NullMarked;
