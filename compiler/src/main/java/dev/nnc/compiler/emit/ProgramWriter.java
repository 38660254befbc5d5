package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.loops.program.Program;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Space;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * A program as methods that read like the model: a kernel's call a line, under the line of the model that it computes. The
 * shares of the launches that threads split are left for {@link SharesWriter}.
 */
final class ProgramWriter {
    private final KernelNames kernels;
    private final NameAllocator names;
    private final SharesWriter shares;
    private final WorkMemory memory;
    private final List<FieldSpec> fields = new ArrayList<>();

    /**
     * Writes programs of one class.
     *
     * @param names of the class's members
     * @param shares gathers what threads split; null where there are none
     * @param memory what the programs compute in
     */
    ProgramWriter(KernelNames kernels, NameAllocator names, SharesWriter shares, WorkMemory memory) {
        this.kernels = kernels;
        this.names = names;
        this.shares = shares;
        this.memory = memory;
    }

    /** The fields for numbers that several methods of the programs so far use. */
    List<FieldSpec> fields() {
        return fields;
    }

    /** The methods of a program, the first of which does it all and has this name. */
    List<MethodSpec> write(
            Program program, String name, String javadoc, List<ParameterSpec> parameters, Surroundings around) {
        List<List<Step>> parts = partition(program.steps());
        Body body = new Body(around, numbers(program, parts), parameters);
        List<MethodSpec> methods = new ArrayList<>();
        if (parts.size() == 1) {
            methods.add(method(name, parameters)
                    .addJavadoc("$L\n", javadoc)
                    .addCode(body.write(parts.get(0)))
                    .build());
            methods.addAll(body.loops());
            return methods;
        }
        MethodSpec.Builder whole = method(name, parameters).addJavadoc("$L\n", javadoc);
        methods.add(whole.build());
        CodeBlock arguments = arguments(parameters);
        for (List<Step> part : parts) {
            String partName = names.newName(name + methods.size());
            whole.addStatement("$L($L)", partName, arguments);
            methods.add(method(partName, parameters)
                    .addJavadoc("Part $L of {@link #$L}.\n", methods.size(), name)
                    .addCode(body.write(part))
                    .build());
        }
        methods.set(0, whole.build());
        methods.addAll(body.loops());
        return methods;
    }

    private static CodeBlock arguments(List<ParameterSpec> parameters) {
        return parameters.stream()
                .map(parameter -> CodeBlock.of("$N", parameter))
                .collect(CodeBlock.joining(",$W"));
    }

    private static MethodSpec.Builder method(String name, List<ParameterSpec> parameters) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE).addParameters(parameters);
    }

    private static List<List<Step>> partition(List<Step> steps) {
        return steps.isEmpty() ? List.of(List.of()) : Portions.of(steps, ProgramWriter::arguments);
    }

    private static int arguments(Step step) {
        return step instanceof Step.Launch launch ? launch.arguments().size() : 0;
    }

    /** Gives every computed number its variable: a local, or a field where other methods read it. */
    private Map<String, Variable> numbers(Program program, List<List<Step>> parts) {
        Map<String, Variable> numbers = new LinkedHashMap<>();
        List<String> locals = new ArrayList<>();
        for (Step step : flat(program.steps())) {
            if (step instanceof Step.Compute compute && NumberUses.isShared(compute.name(), parts, shares != null)) {
                String field = names.newName(ModelNames.variable(compute.name()));
                fields.add(FieldSpec.builder(TypeName.DOUBLE, field, Modifier.PRIVATE)
                        .build());
                numbers.put(compute.name(), new Variable(field, true));
            } else if (step instanceof Step.Compute compute) {
                locals.add(compute.name());
            }
        }
        NameAllocator scope = names.clone();
        for (String name : locals) {
            numbers.put(name, new Variable(scope.newName(ModelNames.variable(name)), false));
        }
        return numbers;
    }

    private static List<Step> flat(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step instanceof Step.Loop loop ? loop.steps().stream() : Stream.of(step))
                .toList();
    }

    private record Variable(String name, boolean field) {}

    /** Writes the steps of one program. */
    private final class Body implements NumberPrinter.Variables {
        private final Surroundings around;
        private final Map<String, Variable> computed;
        private final NumberPrinter numbers = new NumberPrinter(this);
        private final List<ParameterSpec> parameters;
        private final List<MethodSpec> loops = new ArrayList<>();
        /** Whether the steps being written are those of a loop, and whether of one that threads share. */
        private boolean inLoop;

        private boolean inShares;

        Body(Surroundings around, Map<String, Variable> computed, List<ParameterSpec> parameters) {
            this.around = around;
            this.computed = computed;
            this.parameters = parameters;
        }

        /** The methods of the loops so far. */
        List<MethodSpec> loops() {
            return loops;
        }

        CodeBlock write(List<Step> steps) {
            CodeBlock.Builder code = CodeBlock.builder();
            String last = "";
            for (Step step : steps) {
                String note = note(step);
                if (!note.isEmpty() && !note.equals(last)) {
                    code.add(Comments.lines(note, 0));
                }
                last = note;
                code.addStatement("$L", statement(step));
            }
            return code.build();
        }

        private CodeBlock statement(Step step) {
            if (step instanceof Step.Compute compute) {
                Variable variable = computed.get(compute.name());
                return CodeBlock.of(
                        "$L$L =$W$L",
                        variable.field() ? "" : "final double ",
                        variable.name(),
                        numbers.code(compute.value()));
            } else if (step instanceof Step.Loss loss) {
                return around.loss(loss.name(), loss.value(), numbers);
            } else if (step instanceof Step.Keep keep) {
                CodeBlock setting = around.setting(keep.setting()).code();
                return CodeBlock.of("$L =$W$L", setting, numbers.code(keep.value()));
            } else if (step instanceof Step.Loop loop) {
                return loop(loop);
            }
            return launch((Step.Launch) step);
        }

        /** The call of the method that runs a loop; threads that share out its examples call it, too. */
        private CodeBlock loop(Step.Loop loop) {
            String name = names.newName(loop.name());
            boolean shared = shares != null && loop.split().parallel();
            loops.add(method(loop, name, shared));
            if (!shared) {
                return CodeBlock.of("$L($L)", name, arguments(parameters));
            }
            CodeBlock call = CodeBlock.of("$L(worker,$Wfrom,$Wto)", name);
            String id = shares.add(name, call, 3);
            return CodeBlock.of(
                    "workers.run(shares,$W$L,$W$L,$W$L)",
                    id,
                    units(loop.split()),
                    loop.split().grain());
        }

        private MethodSpec method(Step.Loop loop, String name, boolean shared) {
            MethodSpec.Builder method = ProgramWriter.method(name, parameters);
            method.addJavadoc(
                    "Runs $L steps$L$L.\n",
                    loop.count(),
                    loop.backward() ? ", the last place first" : "",
                    shared ? ", for examples {@code from .. to - 1}" : "");
            if (shared) {
                List.of("worker", "from", "to").forEach(unit -> method.addParameter(TypeName.INT, unit));
            }
            CodeBlock.Builder code = CodeBlock.builder();
            if (loop.backward()) {
                code.beginControlFlow("for (int step = $L; step >= 0; step--)", loop.count() - 1);
            } else {
                code.beginControlFlow("for (int step = 0; step < $L; step++)", loop.count());
            }
            inLoop = true;
            inShares = shared;
            code.add(write(loop.steps()));
            inLoop = false;
            inShares = false;
            return method.addCode(code.endControlFlow().build()).build();
        }

        private CodeBlock launch(Step.Launch launch) {
            Step.Split split = launch.split();
            if (inShares) {
                return call(launch, memory.scratchOfWorker(), examples(split, "from"), examples(split, "to"));
            } else if (shares != null && split.parallel() && !inLoop) {
                CodeBlock call = call(launch, memory.scratchOfWorker(), CodeBlock.of("from"), CodeBlock.of("to"));
                String id = shares.add(launch.kernel(), call, arguments(launch));
                return CodeBlock.of("workers.run(shares,$W$L,$W$L,$W$L)", id, units(split), split.grain());
            }
            return call(launch, memory.scratch(), CodeBlock.of("0"), units(split));
        }

        private CodeBlock call(Step.Launch launch, CodeBlock scratch, CodeBlock from, CodeBlock to) {
            List<CodeBlock> arguments = new ArrayList<>();
            LaunchArguments printer = new LaunchArguments(around, numbers, scratch);
            launch.arguments().forEach(argument -> arguments.addAll(printer.print(argument)));
            if (launch.split().takesUnits()) {
                arguments.add(from);
                arguments.add(to);
            }
            return CodeBlock.of("kernels.$L($L)", kernels.method(launch.kernel()), CodeBlock.join(arguments, ",$W"));
        }

        private CodeBlock units(Step.Split split) {
            return split.perExample() == 0 ? CodeBlock.of("$L", split.units()) : examples(split, "count");
        }

        private CodeBlock examples(Step.Split split, String examples) {
            return split.perExample() == 1
                    ? CodeBlock.of(examples)
                    : CodeBlock.of("$L * $L", split.perExample(), examples);
        }

        private String note(Step step) {
            if (step instanceof Step.Launch launch) {
                return launch.note();
            } else if (step instanceof Step.Loop loop) {
                return loop.note();
            }
            return step instanceof Step.Compute compute ? compute.note() : "";
        }

        @Override
        public Printed setting(String name) {
            return around.setting(name);
        }

        @Override
        public Printed count() {
            return Printed.atom("$L", around.examples());
        }

        @Override
        public Printed named(String name) {
            return Printed.atom("$L", computed.get(name).name());
        }

        @Override
        public Printed stored(Space space, int offset) {
            return Printed.atom("$L[$L]", around.array(space), around.offset(space, offset));
        }
    }
}
