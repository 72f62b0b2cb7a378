/** What all answers of the API have in common: the publication that they are of, pages, and problems that help. */
@NullMarked
package org.yearbook.dashboard.api;

import org.jspecify.annotations.NullMarked;
