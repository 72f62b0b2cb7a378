/** Boards: the numbers that answer one question together. */
@NullMarked
package org.yearbook.dashboard.page.boards;

import org.jspecify.annotations.NullMarked;
