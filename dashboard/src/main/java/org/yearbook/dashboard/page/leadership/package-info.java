/** How are we doing, compared with our goal, with last year, and can the number be trusted? */
@NullMarked
package org.yearbook.dashboard.page.leadership;

import org.jspecify.annotations.NullMarked;
