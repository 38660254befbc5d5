package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Trainer;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the generated code calls its own things, users' names are refused or live beside them. */
class GeneratedNamesTest {
    private static final String PLAIN = """
            model Net {
                input x: float[4]
                target label: class(cat, dog, cow)
                layer head = dense(3)
                logits = x -> standardize -> dropout(0.5) -> head
                output probabilities of label = softmax(logits)
                loss cross_entropy(logits, label)
                metric accuracy(logits, label)
                entry draw(z: float[4]) {
                    output drawn = (z + normal(4)) -> head
                }
            }
            train Net {
                optimizer sgd(rate = cosine(0.1), momentum = 0.9)
            }
            """;

    private static Compilation compile(String text) {
        return NnCompiler.compile(new Source("net.nn", text), Options.forPackage("com.acme"));
    }

    /** The network and its trainer, without comments and texts. */
    private static String plainText() {
        return compile(PLAIN).files().stream()
                .filter(file -> !file.path().contains("Kernels"))
                .map(GeneratedFile::text)
                .collect(Collectors.joining("\n"))
                .replaceAll("(?s)/\\*.*?\\*/|//[^\n]*|\"[^\"]*\"|(?m)^import .*$", "");
    }

    private static Set<String> words(String pattern) {
        return Pattern.compile(pattern)
                .matcher(plainText())
                .results()
                .map(word -> word.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Compiles a text for each set of names that are not refused, with javac as well. */
    private static void compilesWith(Set<String> names, Function<List<String>, String> text)
            throws ReflectiveOperationException {
        Set<String> refused = compile(text.apply(List.copyOf(names))).problems().stream()
                .map(problem -> problem.at().text())
                .collect(Collectors.toSet());
        List<String> accepted =
                names.stream().filter(name -> !refused.contains(name)).toList();
        assertThat(accepted).hasSizeGreaterThan(names.size() / 2);
        Compilation all = compile(text.apply(accepted));
        assertThat(all.problems()).isEmpty();
        CompiledCode.of(all.files()).loadClass("com.acme.Net");
    }

    @Test
    void inputsHaveAnyNameThatTheCodeUses() throws ReflectiveOperationException {
        compilesWith(words("\\b[a-z]\\w*\\b"), names -> {
            String inputs = names.stream()
                    .map(name -> "    input " + name + ": float[2]\n")
                    .collect(Collectors.joining());
            return "model Net {\n" + inputs + "    target zz_t: float[1]\n    output zz_y = concat("
                    + String.join(", ", names) + ") -> dense(1)\n    loss mean_squared_error(zz_y, zz_t)\n}\n";
        });
    }

    @Test
    void entriesHaveAnyNameOfAMethod() throws ReflectiveOperationException {
        Set<String> methods = Stream.of(Network.class, Trainer.class)
                .flatMap(type -> Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getDeclaredMethods())))
                .map(Method::getName)
                .filter(name -> !name.contains("$"))
                .collect(Collectors.toCollection(TreeSet::new));
        methods.addAll(words("\\b[a-z]\\w*(?=\\()"));
        compilesWith(methods, names -> {
            String entries = names.stream()
                    .map(name ->
                            "    entry " + name + "(zz_x: float[2]) {\n        output zz_o = zz_x -> zz_head\n    }\n")
                    .collect(Collectors.joining());
            return "model Net {\n    input zz_x: float[2]\n    layer zz_head = dense(1)\n    output zz_o = zz_x -> zz_head\n"
                    + entries + "}\n";
        });
    }

    @Test
    void noModelHidesAClassOfJavaLang() {
        for (String name : words("\\b[A-Z]\\w*\\b")) {
            try {
                Class.forName("java.lang." + name);
            } catch (ClassNotFoundException | LinkageError none) {
                continue;
            }
            assertThat(compile("model " + name + " {\n    input x: float[2]\n    output y = x -> dense(1)\n}\n")
                            .failed())
                    .as(name)
                    .isTrue();
        }
    }
}
