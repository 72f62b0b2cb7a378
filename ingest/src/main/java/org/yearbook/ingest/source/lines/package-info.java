/** JSON lines, the form in which what an API answered is put into the inbox: one element a line. */
@NullMarked
package org.yearbook.ingest.source.lines;

import org.jspecify.annotations.NullMarked;
