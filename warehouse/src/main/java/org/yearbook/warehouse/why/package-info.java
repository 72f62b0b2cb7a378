/** Answers people who ask why a number changed: whoever may not see the records learns nothing about a few of them. */
@NullMarked
package org.yearbook.warehouse.why;

import org.jspecify.annotations.NullMarked;
