package org.yearbook.architecture.violations.there;

import org.yearbook.architecture.violations.here.Here;

/** The other half of a cycle. */
public class There {

    public There back() {
        return Here.there();
    }
}
