package org.yearbook.ingest.land;

/**
 * A file that was refused whole; what the source delivered before stays in force.
 *
 * @param file as a person knows it
 * @param source source system, or "unknown"
 * @param reason what is wrong, as a sentence
 * @param ruleId the rule, for example {@code SYS-01}
 * @param whatToDo how to mend it
 * @param deliveredRows rows that were counted in it; 0 when it could not be read at all
 */
public record HeldBack(String file, String source, String reason, String ruleId, String whatToDo, long deliveredRows) {}
