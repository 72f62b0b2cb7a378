/** What happened on a day, written for whoever reads the charts. */
@NullMarked
package org.yearbook.dashboard.page.annotation;

import org.jspecify.annotations.NullMarked;
