package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/** Measures class files: HotSpot never compiles a method of 8000 bytecodes, and generated ones keep to half of that. */
public final class ClassBudget {
    private static final int METHOD_BYTES = 4000;
    private static final int CONSTANTS = 60_000;

    private ClassBudget() {}

    public static void check(CompiledCode code) {
        code.classFiles().forEach((name, bytes) -> {
            ClassReader reader = new ClassReader(bytes);
            assertThat(reader.getItemCount()).as("constants of " + name).isLessThan(CONSTANTS);
            methods(reader)
                    .forEach((method, size) -> assertThat(size)
                            .as("bytes of " + name + "." + method)
                            .isLessThan(METHOD_BYTES));
        });
    }

    private static Map<String, Integer> methods(ClassReader reader) {
        Map<String, Integer> sizes = new TreeMap<>();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return new CodeSizeEvaluator(Opcodes.ASM9, null) {
                            @Override
                            public void visitEnd() {
                                sizes.put(name + descriptor, getMaxSize());
                            }
                        };
                    }
                },
                0);
        return sizes;
    }
}
