package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/**
 * Measures class files: HotSpot never compiles a method of 8000 bytecodes, and generated ones keep to half of that; a class has
 * at most 65535 constants, fields and methods, and its methods at most 255 parameters, of which {@code long}s count twice.
 */
public final class ClassBudget {
    private static final int METHOD_BYTES = 4000;
    private static final int CONSTANTS = 60_000;
    private static final int MEMBERS = 60_000;
    private static final int PARAMETERS = 255;

    private ClassBudget() {}

    public static void check(CompiledCode code) {
        code.classFiles().forEach((name, bytes) -> {
            ClassReader reader = new ClassReader(bytes);
            assertThat(reader.getItemCount()).as("constants of " + name).isLessThan(CONSTANTS);
            Map<String, Integer> methods = methods(reader);
            assertThat(methods.size()).as("methods of " + name).isLessThan(MEMBERS);
            assertThat(fields(reader)).as("fields of " + name).isLessThan(MEMBERS);
            methods.forEach((method, size) -> {
                assertThat(size).as("bytes of " + name + "." + method).isLessThan(METHOD_BYTES);
                String descriptor = method.substring(method.indexOf('('));
                assertThat(Type.getArgumentsAndReturnSizes(descriptor) >> 2)
                        .as("parameters of " + name + "." + method + " and this")
                        .isLessThanOrEqualTo(PARAMETERS);
            });
        });
    }

    private static int fields(ClassReader reader) {
        AtomicInteger fields = new AtomicInteger();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public FieldVisitor visitField(
                            int access, String name, String descriptor, String signature, Object value) {
                        fields.incrementAndGet();
                        return null;
                    }
                },
                ClassReader.SKIP_CODE);
        return fields.get();
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
