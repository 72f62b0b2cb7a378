/** The district's federal files: what is due, where each stands, and who stands for it. */
@NullMarked
package org.yearbook.dashboard.page.export;

import org.jspecify.annotations.NullMarked;
