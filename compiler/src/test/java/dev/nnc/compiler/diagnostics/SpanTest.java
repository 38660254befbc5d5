package dev.nnc.compiler.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines and columns of spans. */
class SpanTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndIsOne(String end) {
        Source source = new Source("x.nn", "one" + end + "two" + end);
        int two = 3 + end.length();
        assertThat(source.span(2, 3).startLine()).isEqualTo(1);
        assertThat(source.span(two, two + 3)).hasToString("x.nn:2:1");
        assertThat(source.span(two, two + 3).endColumn()).isEqualTo(4);
        assertThat(source.lineTextAt(two + 1)).isEqualTo("two");
        int last = source.text().length();
        assertThat(source.span(last, last)).hasToString("x.nn:3:1");
        assertThat(source.lineTextAt(last)).isEmpty();
    }

    @Test
    void aLineEndBelongsToItsLine() {
        Source source = new Source("x.nn", "a\r\nb");
        assertThat(source.lineAt(1)).isEqualTo(1);
        assertThat(source.lineAt(2)).isEqualTo(1);
        assertThat(source.lineAt(3)).isEqualTo(2);
    }

    @Test
    void columnsCountCharactersNotCodeUnits() {
        Source source = new Source("x.nn", "\t😀é x");
        assertThat(source.span(5, 6)).hasToString("x.nn:1:5");
        assertThat(source.span(5, 6).text()).isEqualTo("x");
    }

    @Test
    void spansJoin() {
        Source source = new Source("x.nn", "a + b");
        assertThat(source.span(0, 1).to(source.span(4, 5))).isEqualTo(source.span(0, 5));
        assertThat(source.span(0, 1).after()).isEqualTo(source.span(1, 1));
    }

    @Test
    void aSpanOutsideOfItsSourceIsABug() {
        Source source = new Source("x.nn", "abc");
        assertThatThrownBy(() -> source.span(2, 4)).isInstanceOf(CompilerBug.class);
        assertThatThrownBy(() -> source.span(2, 1)).isInstanceOf(CompilerBug.class);
    }
}
