package org.yearbook.ingest.source.pull;

/**
 * Something a pull noticed that its owner should know, and that did not keep it from completing.
 *
 * @param severity major, minor or warning
 * @param part of the source, such as a resource or a file
 * @param message what it is, as a sentence without personal data
 * @param whatToDo how to mend it
 */
public record PullNote(String severity, String part, String message, String whatToDo) {}
