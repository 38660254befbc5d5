package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The launches that threads split: a constant for each, and the method by which a worker does its share. */
final class SharesWriter {
    private final NameAllocator names;
    private final List<Share> shares = new ArrayList<>();
    /** How many launches of each name there are so far. */
    private final Map<String, Integer> launches = new HashMap<>();

    SharesWriter(NameAllocator names) {
        this.names = names;
    }

    private record Share(String constant, CodeBlock call, int arguments) {}

    /** Takes in a launch, with the call that does units {@code from .. to - 1} of it; returns its constant. */
    String add(String kernel, CodeBlock call, int arguments) {
        String base = ModelNames.constant(kernel);
        int number = launches.merge(base, 1, Integer::sum);
        String constant = names.newName(number == 1 ? base : base + "_" + number);
        shares.add(new Share(constant, call, arguments));
        return constant;
    }

    boolean isEmpty() {
        return shares.isEmpty();
    }

    /** The constants by which workers know the launches. */
    List<FieldSpec> constants() {
        List<FieldSpec> constants = new ArrayList<>();
        for (Share share : shares) {
            constants.add(
                    FieldSpec.builder(TypeName.INT, share.constant(), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                            .initializer("$L", constants.size())
                            .build());
        }
        return constants;
    }

    /** The methods that do a worker's share: a switch, in several parts where there are many cases. */
    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        List<List<Share>> portions = Portions.of(shares, Share::arguments);
        for (List<Share> portion : portions) {
            String next = methods.size() + 1 < portions.size() ? "runShare" + (methods.size() + 1) : "";
            String name = methods.isEmpty() ? "runShare" : "runShare" + methods.size();
            methods.add(method(name, portion, next));
        }
        return methods;
    }

    private static MethodSpec method(String name, List<Share> cases, String next) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (kernel)");
        for (Share share : cases) {
            code.addStatement("case $L ->$W$L", share.constant(), share.call());
        }
        if (next.isEmpty()) {
            code.addStatement("default ->$Wthrow new $T($S + kernel)", IllegalArgumentException.class, "no kernel ");
        } else {
            code.addStatement("default -> $L(kernel, worker, from, to)", next);
        }
        return MethodSpec.methodBuilder(name)
                .addJavadoc("Does units {@code from .. to - 1} of a kernel for one of the workers.\n")
                .addModifiers(Modifier.PRIVATE)
                .addParameter(TypeName.INT, "kernel")
                .addParameter(TypeName.INT, "worker")
                .addParameter(TypeName.INT, "from")
                .addParameter(TypeName.INT, "to")
                .addCode(code.endControlFlow().build())
                .build();
    }
}
