package org.yearbook.ingest.source.edfi.element;

import java.util.function.Consumer;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/** All elements of a system at one time. */
@FunctionalInterface
public interface Elements {

    /** Goes through the elements of a resource, one at a time; none when the system does not offer it. */
    void each(Resource resource, Consumer<JsonNode> sink) throws PullFailure;
}
