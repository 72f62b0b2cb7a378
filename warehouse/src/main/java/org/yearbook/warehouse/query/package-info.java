/**
 * Statements that people write, asked of a publication.
 *
 * <p>A {@link org.yearbook.warehouse.query.QueryDesk} answers for the file of one audience. It has a DuckDB instance of
 * its own, read-only, without a way out, with locked settings and limits of memory, threads and disk. A question goes
 *
 * <ol>
 *   <li>through the gate ({@code StatementGate}): the engine's parser takes it apart, and every part must be known to
 *       be harmless. What is refused throws {@link org.yearbook.warehouse.query.QueryException} at once, with what to
 *       write instead;
 *   <li>into the queue ({@link org.yearbook.warehouse.query.FairQueue}), which desks share: each person has a turn
 *       before anybody has the next, and long ones leave places to brief ones;
 *   <li>to a fresh connection on the publication that is current when its turn comes. It ends on that one, whatever is
 *       published meanwhile; a file that is no longer current is closed after its last question;
 *   <li>as an {@link org.yearbook.warehouse.query.Answer} to the reader that came with it: rows, or the raw result, or
 *       an Arrow reader, all of them streams;
 *   <li>into the audit ({@link org.yearbook.warehouse.query.QuestionAudit}), before it is asked and when it ended.
 * </ol>
 *
 * <pre>{@code
 * try (var queue = FairQueue.forThisMachine();
 *         var desk = QueryDesk.open(home, Audience.ANALYST, ReadingLimits.usual(), queue, audit, clock)) {
 *     RunningQuestion question = desk.ask(new Asked(asker, statement, List.of(), QuestionLimits.look()), answer -> {
 *         answer.columns();
 *         while (answer.next()) { answer.row(); }
 *     });
 *     question.state();            // Waiting(place, lengthy), Running(...), Done, Stopped, Failed
 *     question.stop("You stopped it.");
 *     question.await();
 * }
 * }</pre>
 *
 * <p>Flight: {@code answer.arrow(allocator, batchRows)} is an {@code ArrowReader} to be read inside the reader, with
 * {@code answer.count(rows, bytes)} after each batch; {@code desk.describe(statement)} prepares without running.
 * Threads of the desk run the reader, so that a slow one holds its turn, until the time of the question is over.
 */
@NullMarked
package org.yearbook.warehouse.query;

import org.jspecify.annotations.NullMarked;
