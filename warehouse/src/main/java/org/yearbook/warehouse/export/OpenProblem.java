package org.yearbook.warehouse.export;

/**
 * Records that a file needs and that are not as they should be: a rule of quality with open findings in the file's
 * year.
 *
 * @param severity {@code block} keeps a record out of the file altogether
 * @param role whose it is to mend it
 * @param open how many findings
 */
public record OpenProblem(
        String ruleId, String title, String entity, String severity, String role, String whatToDo, long open) {}
