/** Finds what lies in the inbox, and leaves alone what is still being written. */
@NullMarked
package org.yearbook.ingest.source.folder;

import org.jspecify.annotations.NullMarked;
