package org.yearbook.dashboard.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser says of itself, in the two words by which somebody knows it again. */
final class BrowserWords {

    private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();
    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("Edg", "Edge");
        PROGRAMS.put("Firefox/", "Firefox");
        PROGRAMS.put("FxiOS", "Firefox");
        PROGRAMS.put("Chrome", "Chrome");
        PROGRAMS.put("CriOS", "Chrome");
        PROGRAMS.put("Safari/", "Safari");
        SYSTEMS.put("iPhone", "an iPhone");
        SYSTEMS.put("iPad", "an iPad");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("CrOS", "a Chromebook");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS", "a Mac");
        SYSTEMS.put("Linux", "Linux");
    }

    private BrowserWords() {}

    static String of(@Nullable String agent) {
        if (agent == null) {
            return "A program";
        }
        String program = first(PROGRAMS, agent, "");
        String system = first(SYSTEMS, agent, "");
        return program.isEmpty() ? "A program" : system.isEmpty() ? program : program + " on " + system;
    }

    private static String first(Map<String, String> known, String agent, String otherwise) {
        return known.entrySet().stream()
                .filter(entry -> agent.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }
}
