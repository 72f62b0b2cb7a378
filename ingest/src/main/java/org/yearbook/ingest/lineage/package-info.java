/** What a night made out of what, told in OpenLineage to catalogues of a district's own. */
@NullMarked
package org.yearbook.ingest.lineage;

import org.jspecify.annotations.NullMarked;
