package org.yearbook.warehouse.fault;

import java.util.Locale;

/**
 * Where a night can be made to break: one thing is done, the next one is not. Listed in the order in which a night
 * passes them, so that a test can prove that it passes all of them. Nothing happens there unless the system property
 * {@value FaultPlan#PROPERTY} asks for it when the process starts; see {@link FaultPlan}.
 */
public enum FaultPoint {
    /** What a night that was cut off left behind is gone, and the lake is as the last night left it. */
    SWEPT,
    /** What the sources had to offer lies in the inbox. */
    PULLED,
    /** A delivery is made, and is not in force yet. */
    DELIVERY_MADE,
    /** A delivery is in force. */
    DELIVERY_LANDED,
    /** Everything in the inbox was looked at. */
    LANDED,
    /** The rows of one item are written and proven. */
    ITEM_CONFORMED,
    /** The rows are written, and no table shows them yet. */
    LAKE_COMMIT_BEGUN,
    /** A table is there for the first time, and empty. */
    TABLE_MADE,
    /** One table shows tonight's rows, the others may not. */
    TABLE_COMMITTED,
    /** All tables show tonight's rows, and no record says that they belong together. */
    LAKE_COMMITTED,
    /** What the contracts promised is written, the record of the night is not. */
    PROMISES_WRITTEN,
    /** The night happened, and nothing of it is published. */
    NIGHT_RECORDED,
    /** What all audiences share is written. */
    STAR_BUILT,
    /** The file of the district's own people has its rows. */
    INTERNAL_BUILT,
    /** The numbers are computed. */
    NUMBERS_BUILT,
    /** One of the files for others has its numbers. */
    AUDIENCE_BUILT,
    /** The files were checked. */
    PUBLICATION_CHECKED,
    /** What was shared is remembered, and is not shared yet. */
    RELEASE_REMEMBERED,
    /** The publication has its name, and the pointer names another. */
    PUBLICATION_NAMED,
    /** The pointer names the publication. */
    POINTER_MOVED,
    /** What the school years came to is remembered. */
    YEARS_REMEMBERED,
    /** Old publications are gone; what was delivered lies in the inbox still. */
    PUBLISHED,
    /** One item left the inbox. */
    INBOX_ITEM_MOVED,
    /** The inbox is cleared, and the sources do not know it. */
    INBOX_CLEARED,
    /** The sources know, too. */
    SOURCES_TOLD,
    /** The lake does not know any more what it was on nights that nothing needs; its files are there still. */
    LAKE_FORGOT,
    /** The night is done. */
    TIDIED;

    /** Goes on, unless this process was started to break here. */
    public void pass() {
        if (FaultPlan.OF_THIS_PROCESS != null) {
            FaultPlan.OF_THIS_PROCESS.reached(this);
        }
    }

    /** {@return its name in a plan, such as {@code lake-committed}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
