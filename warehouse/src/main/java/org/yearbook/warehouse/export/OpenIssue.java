package org.yearbook.warehouse.export;

/**
 * What is wrong with a record of a student that a file needs, and where it stands in what was delivered.
 *
 * @param entity of which kind the record is
 * @param file as it was delivered
 * @param row of the file, its heading being the first; 0 when the file as a whole is meant
 */
public record OpenIssue(
        String ruleId,
        String title,
        String entity,
        String field,
        String value,
        String message,
        String whatToDo,
        String source,
        String file,
        long row) {}
