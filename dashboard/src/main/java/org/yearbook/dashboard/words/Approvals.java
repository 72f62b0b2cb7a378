package org.yearbook.dashboard.words;

import org.yearbook.warehouse.answer.Definition;

/** Who decided that a definition holds. */
public final class Approvals {

    private Approvals() {}

    /** {@return who approved it and when; empty when nobody recorded it} */
    public static String words(Definition.Approval approval) {
        if (approval.by().isEmpty()) {
            return "";
        }
        return approval.on() == null ? approval.by() : approval.by() + ", " + Dates.brief(approval.on());
    }
}
