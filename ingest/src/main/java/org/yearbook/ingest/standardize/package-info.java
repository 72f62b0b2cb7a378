/** Makes typed, standard values out of delivered text, in SQL rendered from the contract. */
@NullMarked
package org.yearbook.ingest.standardize;

import org.jspecify.annotations.NullMarked;
