/** Knows by its fingerprint what was seen before. */
@NullMarked
package org.yearbook.ingest.fingerprint;

import org.jspecify.annotations.NullMarked;
