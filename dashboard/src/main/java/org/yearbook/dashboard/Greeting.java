package org.yearbook.dashboard;

import java.util.List;

/**
 * The sign-ins that were just made, told once on the console.
 *
 * @param demo whether they are a demo's
 */
record Greeting(boolean demo, List<SignIn> signIns) {

    Greeting {
        signIns = List.copyOf(signIns);
    }

    /**
     * One of them.
     *
     * @param sees in a few words
     */
    record SignIn(String name, String password, String sees) {}
}
