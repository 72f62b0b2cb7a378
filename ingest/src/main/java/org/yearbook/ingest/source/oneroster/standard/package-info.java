/** The tables of the OneRoster standard, version by version, as data. */
@NullMarked
package org.yearbook.ingest.source.oneroster.standard;

import org.jspecify.annotations.NullMarked;
