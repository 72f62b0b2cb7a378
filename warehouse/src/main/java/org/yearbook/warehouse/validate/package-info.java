/**
 * Reads files as they are handed to a state, and checks them against their specification. It knows the specifications
 * and the text of files, and nothing of how Yearbook writes them: a fault of the writer must not hide itself here.
 */
@NullMarked
package org.yearbook.warehouse.validate;

import org.jspecify.annotations.NullMarked;
