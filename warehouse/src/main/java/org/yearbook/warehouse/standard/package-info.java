/**
 * Which values of a field are spellings of one: keys that fold what does not matter, nearness of what is left, and a
 * proposal for each group. Nothing here changes a value; people decide.
 */
@NullMarked
package org.yearbook.warehouse.standard;

import org.jspecify.annotations.NullMarked;
