/** Where packets are made, kept and changed. */
@NullMarked
package org.yearbook.dashboard.page.packet;

import org.jspecify.annotations.NullMarked;
