package org.yearbook.ingest.source.pull;

import java.util.List;

/**
 * Something a pull noticed that its owner should know, and that did not keep it from completing.
 *
 * @param severity major, minor or warning
 * @param part of the source, such as a resource or a file
 * @param message what it is, as a sentence without personal data
 * @param whatToDo how to mend it
 * @param unheard names of files, of earlier pulls too, of which the system told nothing this time: they are not as it
 *     has them now, but as it had them then
 */
public record PullNote(String severity, String part, String message, String whatToDo, List<String> unheard) {

    public PullNote {
        unheard = List.copyOf(unheard);
    }

    public PullNote(String severity, String part, String message, String whatToDo) {
        this(severity, part, message, whatToDo, List.of());
    }
}
