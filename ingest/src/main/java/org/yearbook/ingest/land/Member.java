package org.yearbook.ingest.land;

import java.nio.file.Path;

/**
 * One delivered file, wherever it came from.
 *
 * @param file as a person knows it: {@code oneroster-2025-26.zip!users.csv}
 * @param name the bare name
 * @param path where its bytes lie
 */
record Member(String file, String name, Path path) {}
