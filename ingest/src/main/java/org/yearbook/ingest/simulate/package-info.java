/**
 * A believable school district that never was: writes what its source systems would deliver, night by night, with the
 * faults that real districts have and the truth to hold a pipeline against. Owns the district's life; knows nothing of
 * how deliveries are read.
 */
@NullMarked
package org.yearbook.ingest.simulate;

import org.jspecify.annotations.NullMarked;
