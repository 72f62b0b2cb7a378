package org.yearbook.dashboard;

import java.nio.file.Path;

/**
 * How to start.
 *
 * @param home the district's folder
 * @param address the network address to listen on
 * @param port 0 takes any free one
 * @param demo whether to make demo people
 */
record Settings(Path home, String address, int port, boolean demo) {}
