package org.yearbook.warehouse.query;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Takes an answer while it is open. It runs on a thread of the desk; what it throws ends the question as failed, unless
 * a limit or a person stopped it before.
 */
@FunctionalInterface
public interface AnswerReader {

    /** Reads as much of the answer as it wants; the answer is closed afterwards. */
    void read(Answer answer) throws IOException, SQLException;
}
