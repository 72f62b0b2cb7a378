package org.yearbook.warehouse.suppress;

/** Two wide cells that move together; the second is none where nothing tells what the first has to be. */
record Pair(Move one, Move other) {}
