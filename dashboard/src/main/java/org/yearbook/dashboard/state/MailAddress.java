package org.yearbook.dashboard.state;

import java.util.regex.Pattern;

/** What a mail address looks like that this program writes to. */
public final class MailAddress {

    /** Longest address that SMTP carries (RFC 5321, 4.5.3.1). */
    public static final int LONGEST = 254;

    // No quotes, comments or line ends: what is valid but unusual would only reach a header unread.
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)*"
                    + "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

    private MailAddress() {}

    /** {@return whether mail can be sent there, as far as its form tells} */
    public static boolean plausible(String address) {
        return address.length() <= LONGEST && FORM.matcher(address).matches();
    }
}
