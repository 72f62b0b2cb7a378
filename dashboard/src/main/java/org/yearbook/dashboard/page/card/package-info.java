/**
 * The report card of the district and of each school: what the law asks, out of the publication that is for everybody.
 */
@NullMarked
package org.yearbook.dashboard.page.card;

import org.jspecify.annotations.NullMarked;
