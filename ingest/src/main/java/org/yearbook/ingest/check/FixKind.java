package org.yearbook.ingest.check;

/** How a fault is mended. */
public enum FixKind {
    /** The warehouse understands it; the source should still be mended. */
    AUTOMATIC,
    /** The program proposes a value, and a person decides. */
    PROPOSAL,
    /** Only the source knows what is right. */
    SOURCE
}
