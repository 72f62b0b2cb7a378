package org.yearbook.dashboard.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextPageToken what asks for the next page; null on the last
 */
public record Listed<T>(
        Stamp publication, List<T> data, @Nullable String nextPageToken) {

    public Listed {
        data = List.copyOf(data);
    }
}
