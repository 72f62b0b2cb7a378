/** A district's home folder: where everything lies, and what {@code district.yaml} says. */
@NullMarked
package org.yearbook.warehouse.home;

import org.jspecify.annotations.NullMarked;
