/**
 * Whether a OneRoster bundle keeps to the standard, and where it does not: a verdict, apart from whether it can be
 * used.
 */
@NullMarked
package org.yearbook.ingest.source.oneroster.conformance;

import org.jspecify.annotations.NullMarked;
