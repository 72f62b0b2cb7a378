/** A first contract for a file that none knows yet, made after the one that it is most like. */
@NullMarked
package org.yearbook.ingest.draft;

import org.jspecify.annotations.NullMarked;
