/** The elements of an Ed-Fi system, as its API writes them, whichever way they came; and where they are held. */
@NullMarked
package org.yearbook.ingest.source.edfi.element;

import org.jspecify.annotations.NullMarked;
