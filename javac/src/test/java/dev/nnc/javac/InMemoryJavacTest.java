package dev.nnc.javac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.javac.InMemoryJavac.Result;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Source becomes classes that run, or diagnostics that say what is wrong with it. */
class InMemoryJavacTest {
    private static final String HALF = "package p; class Half { static int of(int n) { return n / 2; } }";
    private static final String QUARTER =
            "package p; public class Quarter { public static int of(int n) { return Half.of(Half.of(n)); } }";

    private final InMemoryJavac javac = InMemoryJavac.ofThisJdk().orElseThrow();

    @Test
    void filesMayUseEachOther() throws Exception {
        Result result = javac.compile(Map.of("p/Quarter.java", QUARTER, "p/Half.java", HALF), List.of());
        assertThat(result.compiled()).isTrue();
        assertThat(result.classFiles()).containsOnlyKeys("p.Half", "p.Quarter");
        Class<?> quarter = result.load(getClass().getClassLoader()).loadClass("p.Quarter");
        assertThat(quarter.getMethod("of", int.class).invoke(null, 12)).isEqualTo(3);
    }

    @Test
    void eachLoaderHasClassesOfItsOwn() throws Exception {
        Result result = javac.compile(Map.of("p/Half.java", HALF), List.of());
        Class<?> one = result.load(getClass().getClassLoader()).loadClass("p.Half");
        Class<?> other = result.load(getClass().getClassLoader()).loadClass("p.Half");
        assertThat(one).isNotSameAs(other);
    }

    @Test
    void mistakesAreDiagnostics() {
        Result result = javac.compile(Map.of("p/Quarter.java", QUARTER), List.of());
        assertThat(result.compiled()).isFalse();
        assertThat(result.diagnostics())
                .extracting(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .allSatisfy(message -> assertThat(message).contains("Half"));
    }

    @Test
    void optionsReachTheCompiler() {
        String raw = "package p; class Raw { java.util.List list; }";
        assertThat(javac.compile(Map.of("p/Raw.java", raw), List.of("-Xlint:all"))
                        .diagnostics())
                .extracting(diagnostic -> diagnostic.getCode())
                .containsExactly("compiler.warn.raw.class.use");
    }
}
