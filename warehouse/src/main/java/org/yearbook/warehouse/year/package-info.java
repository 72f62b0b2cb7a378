/** School years as people decided about them: opened by a checklist, closed with what was frozen. */
@NullMarked
package org.yearbook.warehouse.year;

import org.jspecify.annotations.NullMarked;
