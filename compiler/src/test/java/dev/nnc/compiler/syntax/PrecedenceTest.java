package dev.nnc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which operator binds tighter, and to which side equal ones group. */
class PrecedenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a + b * c;                  (a + (b * c))",
                "a * b + c;                  ((a * b) + c)",
                "(a + b) * c;                ((a + b) * c)",
                "a - b - c;                  ((a - b) - c)",
                "a / b / c * d;              (((a / b) / c) * d)",
                "a - (b - c);                (a - (b - c))",
                "-a * b;                     ((- a) * b)",
                "a * -b;                     (a * (- b))",
                "a - -b;                     (a - (- b))",
                "--a;                        (- (- a))",
                "-a.b;                       (- (a.b))",
                "-f(a);                      (- f(a))",
                "a.b.c;                      ((a.b).c)",
                "a + b < c * d;              ((a + b) < (c * d))",
                "a + b == c;                 ((a + b) == c)",
                "a != b or c >= d;           ((a != b) or (c >= d))",
                "a or b and c;               (a or (b and c))",
                "a and b or c;               ((a and b) or c)",
                "not a and b;                ((not a) and b)",
                "not a == b;                 (not (a == b))",
                "not not a;                  (not (not a))",
                "a + b -> relu;              ((a + b) -> relu)",
                "a or b -> relu;             ((a or b) -> relu)",
                "a -> f(b) -> g;             (a -> f(b) -> g)",
                "(a -> f) -> g;              ((a -> f) -> g)",
                "a -> (f -> g);              (a -> (f -> g))",
                "(a -> f) + b -> g;          (((a -> f) + b) -> g)",
                "f(a -> g, k = b + c -> h);  f((a -> g), k=((b + c) -> h))",
                "f(g(x), -1);                f(g(x), (- 1))",
            })
    void groups(String text, String grouped) {
        assertThat(Parsing.grouped(text)).isEqualTo(grouped);
    }
}
