/** The publication in force: its night, how recent its sources are, its school years. */
@NullMarked
package org.yearbook.dashboard.api.publication;

import org.jspecify.annotations.NullMarked;
