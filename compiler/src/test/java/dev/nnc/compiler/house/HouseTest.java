package dev.nnc.compiler.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the sources of all modules and holds them to the house's budgets and manners. */
class HouseTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 60;
    private static final int NEARLY_EVERY_METHOD_LINES = 25;

    /** Files that may be longer than the budget, with the reason. */
    private static final Map<String, String> LONGER_FILES = Map.of();

    /** Methods that may be longer than the budget, as file#method, with the reason. */
    private static final Map<String, String> LONGER_METHODS = Map.of();

    private static final Set<String> TEXT = Set.of("java", "g4", "nn", "xml", "md", "nnc", "gitignore");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

    private static final Pattern SENTENCE = Pattern.compile("\\w.*?[.:;](\\s|$)", Pattern.DOTALL);

    private static final Sources SOURCES = new Sources();

    @Test
    void theRepositoryIsRead() {
        assertThat(SOURCES.javaFiles().map(SOURCES::name))
                .contains("compiler/src/main/java/dev/nnc/compiler/package-info.java")
                .noneMatch(name -> name.contains("/target/"));
        assertThat(SOURCES.methods()).hasSizeGreaterThan(10);
    }

    @Test
    void everyPackageSaysWhatItIs() {
        assertThat(ours().filter(file -> !file.endsWith("module-info.java"))
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder -> !saysWhatItIs(folder) && !saysWhatItIs(twinInMain(folder)))
                        .map(SOURCES::name))
                .as("packages without package-info.java")
                .isEmpty();
    }

    @Test
    void everyTypeSaysInItsFirstSentenceWhatItDoes() {
        Set<Path> ours = Set.copyOf(ours().toList());
        assertThat(SOURCES.types()
                        .filter(type -> ours.contains(type.file()))
                        .filter(type -> type.javadoc() == null
                                || !SENTENCE.matcher(type.javadoc()).find())
                        .map(type -> SOURCES.name(type.file()) + "#" + type.name()))
                .as("types without a sentence of javadoc")
                .isEmpty();
    }

    @Test
    void filesAreShort() {
        assertThat(SOURCES.javaFiles().filter(file -> Sources.lines(file).size() > FILE_LINES))
                .extracting(SOURCES::name)
                .isSubsetOf(LONGER_FILES.keySet());
    }

    @Test
    void methodsAreShort() {
        assertThat(SOURCES.methods()
                        .filter(method -> method.lines() > METHOD_LINES)
                        .map(method -> SOURCES.name(method.file()) + "#" + method.name()))
                .isSubsetOf(LONGER_METHODS.keySet());
    }

    @Test
    void nineMethodsOfTenAreShorterStill() {
        int[] lengths = SOURCES.methods()
                .filter(method -> method.file().toString().contains("/src/main/"))
                .mapToInt(Sources.Method::lines)
                .sorted()
                .toArray();
        assertThat(lengths[lengths.length * 9 / 10]).isLessThanOrEqualTo(NEARLY_EVERY_METHOD_LINES);
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(textLines().filter(line -> UNFINISHED.matcher(line).find())).isEmpty();
    }

    @Test
    void linesEndWhereTheirTextEnds() {
        assertThat(textLines().filter(line -> !line.equals(line.stripTrailing())))
                .isEmpty();
    }

    @Test
    void exemptionsAreStillNeeded() {
        assertThat(LONGER_FILES.keySet())
                .allSatisfy(name ->
                        assertThat(Sources.lines(SOURCES.root().resolve(name))).hasSizeGreaterThan(FILE_LINES));
        assertThat(LONGER_METHODS.keySet())
                .allSatisfy(name -> assertThat(SOURCES.methods())
                        .anyMatch(method -> name.equals(SOURCES.name(method.file()) + "#" + method.name())
                                && method.lines() > METHOD_LINES));
    }

    /** The Java that is compiled into a module or its tests; the example projects of the integration tests are not. */
    private static Stream<Path> ours() {
        return SOURCES.javaFiles()
                .filter(file -> SOURCES.name(file).matches("[^/]+(/[^/]+)?/src/(main|test)/java/.*"))
                .filter(file -> !SOURCES.name(file).contains("/src/it/"));
    }

    private static boolean saysWhatItIs(Path folder) {
        return Files.exists(folder.resolve("package-info.java"));
    }

    /** The main folder of the package that a folder of tests belongs to. */
    private static Path twinInMain(Path folder) {
        return SOURCES.root().resolve(SOURCES.name(folder).replaceFirst("/src/test/", "/src/main/"));
    }

    private static Stream<String> textLines() {
        return SOURCES.files().filter(HouseTest::isText).flatMap(HouseTest::numberedLines);
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && TEXT.contains(name.substring(name.lastIndexOf('.') + 1))
                && (name.endsWith(".java") || !SOURCES.name(file).contains("/src/test/"));
    }

    private static Stream<String> numberedLines(Path file) {
        List<String> lines = Sources.lines(file);
        return IntStream.range(0, lines.size()).mapToObj(i -> SOURCES.name(file) + ":" + (i + 1) + ":" + lines.get(i));
    }
}
