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

    /** {@return what is wrong with an address that somebody entered; empty when nothing is, or for none at all} */
    public static String fault(String address) {
        if (address.length() > LONGEST) {
            return "An e-mail address has at most " + LONGEST + " characters.";
        }
        return address.isEmpty() || plausible(address)
                ? ""
                : "That is no e-mail address. Write it like name@district.example, or leave it empty.";
    }

    /** {@return whether mail can be sent there, as far as its form tells} */
    public static boolean plausible(String address) {
        return address.length() <= LONGEST && FORM.matcher(address).matches();
    }
}
