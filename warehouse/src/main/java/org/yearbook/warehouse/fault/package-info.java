/** Places at which a night can be made to break, so that tests can prove that breaking there does no harm. */
@NullMarked
package org.yearbook.warehouse.fault;

import org.jspecify.annotations.NullMarked;
