/** Downloads one file over HTTPS. */
@NullMarked
package org.yearbook.ingest.source.https;

import org.jspecify.annotations.NullMarked;
