/** The way out: how this machine's requests reach other systems. */
@NullMarked
package org.yearbook.warehouse.outbound;

import org.jspecify.annotations.NullMarked;
