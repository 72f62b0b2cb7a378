package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** {@code docs/dependencies.md} has a reason for each library that a module asks for, and for no other. */
class DependenciesPageTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`:]+:[^`:]+)` \\| [^|]+ \\| [^|]+ \\| [^|]{3,} \\|$");

    private static Set<String> asked(boolean tests) throws IOException, ParserConfigurationException, SAXException {
        Set<String> asked = new TreeSet<>();
        for (String module : List.of(".", "metrics-definitions", "warehouse", "ingest", "dashboard")) {
            Document pom = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(ROOT.resolve(module).resolve("pom.xml").toFile());
            for (Element dependency :
                    children(children(pom.getDocumentElement(), "dependencies").get(0), "dependency")) {
                String group = children(dependency, "groupId").get(0).getTextContent();
                boolean test = children(dependency, "scope").stream()
                        .anyMatch(scope -> scope.getTextContent().equals("test"));
                if (!group.equals("org.yearbook") && test == tests) {
                    asked.add(group + ":"
                            + children(dependency, "artifactId").get(0).getTextContent());
                }
            }
        }
        return asked;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new java.util.ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    @Test
    void eachLibraryHasItsReason() throws IOException, ParserConfigurationException, SAXException {
        String[] page = Files.readString(ROOT.resolve("docs/dependencies.md")).split("## In the tests", 2);
        Set<String> program = asked(false);
        Set<String> tests = asked(true);
        tests.removeAll(program);
        assertThat(told(page[0])).containsExactlyInAnyOrderElementsOf(program);
        assertThat(told(page[1])).containsExactlyInAnyOrderElementsOf(tests);
    }

    private static List<String> told(String text) {
        return ROW.matcher(text).results().map(row -> row.group(1)).toList();
    }
}
