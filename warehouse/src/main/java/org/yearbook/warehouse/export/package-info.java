/**
 * The district's federal files as they are kept: what they are made from, every version with its proof, what was found
 * in it, who explained it and who signed it, and what is due when.
 */
@NullMarked
package org.yearbook.warehouse.export;

import org.jspecify.annotations.NullMarked;
