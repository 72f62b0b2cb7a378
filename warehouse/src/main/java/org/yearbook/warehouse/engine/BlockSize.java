package org.yearbook.warehouse.engine;

/**
 * What a DuckDB file is made of. Each table takes up at least one block, so a hundred tables of a few rows make 24 MB
 * of the usual ones and 3 MB of small ones, while eighteen million rows take a tenth more room and a third more time in
 * small ones.
 */
public enum BlockSize {
    SMALL(1 << 14),
    USUAL(1 << 18);

    private final int bytes;

    BlockSize(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** {@return what suits so many rows in all} */
    public static BlockSize of(long rows) {
        return rows < Duck.ROW_GROUP ? SMALL : USUAL;
    }
}
