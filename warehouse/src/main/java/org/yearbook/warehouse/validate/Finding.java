package org.yearbook.warehouse.validate;

/**
 * Something that is not as it should be in a file. It tells of numbers and codes, never of a person.
 *
 * @param file its name; several for what two files say otherwise
 * @param line from 1, the header's; 0 when no one line is at fault
 * @param where the place, the category set and the codes; empty when it is about the whole file
 * @param what a sentence
 * @param remedy what to do, a sentence
 * @param key the same for the same finding in the next version of the file
 */
public record Finding(Rule rule, String file, int line, String where, String what, String remedy, String key) {

    public Severity severity() {
        return rule.severity();
    }

    /** {@return a finding whose key is its rule and place} */
    public static Finding of(Rule rule, String file, int line, String where, String what, String remedy) {
        return new Finding(rule, file, line, where, what, remedy, rule + "|" + where);
    }
}
