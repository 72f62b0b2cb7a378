/** Sign-in by OpenID Connect: the district's identity provider vouches for people whom an administrator has added. */
@NullMarked
package org.yearbook.dashboard.access.provider;

import org.jspecify.annotations.NullMarked;
