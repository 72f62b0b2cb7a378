/**
 * Files in a layout of the state's own: what the district says of such a file, the file made of rows, and a reader that
 * checks it.
 */
@NullMarked
package org.yearbook.warehouse.stateform;

import org.jspecify.annotations.NullMarked;
