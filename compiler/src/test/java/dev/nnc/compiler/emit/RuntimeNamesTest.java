package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every class that generated code refers to is there. */
class RuntimeNamesTest {
    @Test
    void everyNameIsThatOfAClass() {
        List<Object> names = Arrays.stream(RuntimeNames.class.getDeclaredFields())
                .filter(field -> !field.getType().equals(String.class))
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(RuntimeNamesTest::value)
                .toList();
        assertThat(names).hasSizeGreaterThan(20).allSatisfy(name -> {
            ClassName type = name instanceof ParameterizedTypeName generic ? generic.rawType() : (ClassName) name;
            assertThatCode(() -> Class.forName(type.reflectionName())).doesNotThrowAnyException();
        });
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
