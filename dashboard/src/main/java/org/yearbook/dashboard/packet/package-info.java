/** The board packet: what it tells of, read out of one publication, and its PDF. */
@NullMarked
package org.yearbook.dashboard.packet;

import org.jspecify.annotations.NullMarked;
