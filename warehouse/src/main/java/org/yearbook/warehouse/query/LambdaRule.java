package org.yearbook.warehouse.query;

import tools.jackson.databind.JsonNode;

/** What is done with each element of a list goes through no list itself: that takes the square of its length. */
final class LambdaRule {

    private LambdaRule() {}

    static void check(JsonNode lambda) {
        walk(lambda.path("expr"));
    }

    private static void walk(JsonNode node) {
        String kind = node.path("class").asString("");
        String name = StatementTree.functionName(node);
        boolean list = name.startsWith("list_") || name.startsWith("array_");
        boolean builds = name.equals("list_value") || name.equals("array_extract") || name.equals("list_extract");
        if (kind.equals("LAMBDA") || (kind.equals("FUNCTION") && list && !builds)) {
            throw new QueryException(
                    "A list cannot be gone through for each element of another. Write" + " UNNEST and a join instead.");
        }
        node.forEach(LambdaRule::walk);
    }
}
