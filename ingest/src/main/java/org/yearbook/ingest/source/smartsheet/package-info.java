/** Smartsheet: sheets by their ids, as CSV under the names that the district gives them. */
@NullMarked
package org.yearbook.ingest.source.smartsheet;

import org.jspecify.annotations.NullMarked;
