/** The boards: numbers that answer one question together. */
@NullMarked
package org.yearbook.dashboard.api.board;

import org.jspecify.annotations.NullMarked;
