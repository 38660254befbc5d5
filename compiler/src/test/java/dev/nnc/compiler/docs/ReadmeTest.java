package dev.nnc.compiler.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.emit.CompiledCode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What the README shows is so: its model, the call of it from Java, the project that uses the plugin, and what is generated. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path EXAMPLE = Path.of("..", "examples", "01-perceptron", "perceptron.nn");

    /** The project that an integration test of the plugin builds. */
    private static final Path PROJECT = Path.of("..", "maven-plugin", "src", "it", "fresh-project", "pom.xml");

    @Test
    void theModelIsTheFirstExample() throws IOException {
        assertThat(snippet("nn", "model Perceptron")).isEqualTo(Files.readString(EXAMPLE));
    }

    @Test
    void theCallFromJavaCompiles() throws IOException {
        String call = snippet("java", "Perceptron.create").replaceAll("(?m)^", "    ");
        List<GeneratedFile> files = new ArrayList<>(perceptron().files());
        files.add(new GeneratedFile("Call.java", """
                import dev.nnc.runtime.Workers;
                import dev.nnc.runtime.data.ArraySource;
                import dev.nnc.runtime.data.DataSource;
                import dev.nnc.runtime.training.TrainingLoop;
                import java.io.IOException;
                import java.nio.file.Path;

                class Call {
                  static void call(
                      float[] features, int[] diagnosis, int count, float[] measurements,
                      float[] manyFeatures, int howMany, float[] probabilities) throws IOException {
                """ + call + "  }\n}\n"));

        CompiledCode.of(files);
    }

    /** Parts that are left out are dots on a line of their own. */
    @Test
    void whatIsGeneratedIsGenerated() throws IOException {
        List<String> generated = perceptron().files().stream()
                .map(GeneratedFile::text)
                .map(ReadmeTest::unindented)
                .toList();
        for (String start : List.of("private void forward(", "/**\n * new parameters")) {
            String shown =
                    unindented(snippet("java", start).split("\n *\\.\\.\\.")[0]).strip();
            assertThat(generated).as(shown).anyMatch(text -> text.contains(shown));
        }
    }

    private static String unindented(String text) {
        return text.replaceAll("(?m)^ +", "");
    }

    private static Compilation perceptron() throws IOException {
        Source source = new Source("perceptron.nn", snippet("nn", "model Perceptron"));
        return NnCompiler.compile(source, Options.forPackage(""));
    }

    @Test
    void theProjectIsThatOfAnIntegrationTest() throws Exception {
        Element shown = parse("<project>" + snippet("xml", "<plugin>") + "</project>");
        Element built = parse(Files.readString(PROJECT));

        assertThat(part(shown, "dependency", "nnc-runtime")).isEqualTo(part(built, "dependency", "nnc-runtime"));
        assertThat(part(shown, "plugin", "nnc-maven-plugin")).isEqualTo(part(built, "plugin", "nnc-maven-plugin"));
        assertThat(part(shown, "plugin", "nnc-maven-plugin"))
                .contains("<goal>generate</goal>", "<extensions>true</extensions>");
    }

    private static Element parse(String xml) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        return document.getDocumentElement();
    }

    /** The element of that kind which has this artifact, as text without spaces and version. */
    private static String part(Element project, String kind, String artifact) {
        NodeList all = project.getElementsByTagName(kind);
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> written(all.item(i)))
                .filter(text -> text.contains("<artifactId>" + artifact + "</artifactId>"))
                .map(text -> text.replaceAll("<version>.*?</version>", ""))
                .findFirst()
                .orElseThrow();
    }

    private static String written(Node node) {
        if (node.getNodeType() != Node.ELEMENT_NODE) {
            return node.getNodeType() == Node.TEXT_NODE ? node.getTextContent().strip() : "";
        }
        StringBuilder text = new StringBuilder("<" + node.getNodeName() + ">");
        for (int i = 0; i < node.getChildNodes().getLength(); i++) {
            text.append(written(node.getChildNodes().item(i)));
        }
        return text.append("</").append(node.getNodeName()).append('>').toString();
    }

    /** The fenced block of that language in which this stands. */
    private static String snippet(String language, String part) throws IOException {
        return Fence.read(README).stream()
                .filter(fence -> fence.info().equals(language) && fence.text().contains(part))
                .map(Fence::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the README shows no " + language + " with " + part));
    }
}
