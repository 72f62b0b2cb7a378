package org.yearbook.dashboard.page;

/**
 * Where a list goes on.
 *
 * @param words which page this is
 * @param before where the page before is; empty on the first
 * @param after where the next page is; empty on the last
 */
public record Pages(String words, String before, String after) {

    /**
     * {@return the way through a list}
     *
     * @param link the list itself, which is its first page
     * @param anchor where the list stands on its page, with its sign; may be empty
     * @param page the one that is shown, from 1
     * @param last the last there is
     */
    public static Pages of(Link link, String anchor, int page, int last) {
        return new Pages(
                "Page " + page + " of " + last,
                page > 1 ? to(link, anchor, page - 1) : "",
                page < last ? to(link, anchor, page + 1) : "");
    }

    /** {@return the last page of so many rows; the first where there is none} */
    public static int last(long rows, int size) {
        return (int) Math.max(1, (rows + size - 1) / size);
    }

    private static String to(Link link, String anchor, int page) {
        return link.with("page", page == 1 ? "" : Integer.toString(page)) + anchor;
    }
}
