/** What each delivered file must look like, read strictly from YAML: the shipped contracts and the district's own. */
@NullMarked
package org.yearbook.ingest.contract;

import org.jspecify.annotations.NullMarked;
