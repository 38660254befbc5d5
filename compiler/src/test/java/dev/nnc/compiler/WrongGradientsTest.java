package dev.nnc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.emit.CompiledCode;
import dev.nnc.compiler.emit.FileHeader;
import dev.nnc.compiler.emit.JavaEmitter;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.WrongGradient;
import dev.nnc.compiler.loops.Lowering;
import dev.nnc.compiler.loops.ModelGraphs;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.semantic.Semantics;
import dev.nnc.compiler.syntax.Syntax;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The generated tests of a model see a wrong sign in the gradient of any one of its operators. */
class WrongGradientsTest {
    private static final String MODEL = """
            model Winding {
                input x: float[5]
                target t: float[3]
                h = x -> dense(6) -> tanh -> dense(6) -> sigmoid -> dense(6) -> relu
                g = exp(h / 3) * erf(h) - log(1 + h * h) + sqrt(1 + abs(sin(h))) + cos(h)
                s = tanh(g -> dense(4)) / 2 -> dense(3)
                output s
                loss mean((s - t) * (s - t)) + sum(max(g, axis = -1)) / 9
            }
            train Winding {
                optimizer sgd(rate = 0.1)
                batch 4
            }
            """;

    private static final Model WINDING = model();

    private static Model model() {
        Problems problems = new Problems();
        return Semantics.elaborate(
                Syntax.parse(new Source("winding.nn", MODEL), problems), "Winding", Map.of(), problems);
    }

    @Test
    void areSeen() {
        Map<String, Node> first = new LinkedHashMap<>();
        boolean[] moves = moves(forward(WINDING));
        for (Node node : forward(WINDING).nodes()) {
            if (input(node, moves) >= 0) {
                first.putIfAbsent(node.op().name(), node);
            }
        }
        assertThat(first).hasSizeGreaterThan(15).containsKeys("contract", "tanh", "exp", "sum", "broadcast", "select");
        List<GeneratedFile> files = new ArrayList<>(emit("right", UnaryOperator.identity()));
        first.forEach((operator, node) -> files.addAll(emit(
                "wrong_" + operator,
                here -> here.id() == node.id() ? with(here, new WrongGradient(here.op(), input(here, moves))) : here)));
        CompiledCode code = CompiledCode.of(files);
        assertThatCode(() -> checkGradients(code, "right")).doesNotThrowAnyException();
        assertThat(first.keySet())
                .allSatisfy(operator -> assertThatThrownBy(() -> checkGradients(code, "wrong_" + operator))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("the gradient of "));
    }

    private static Graph forward(Model model) {
        return model.phases().get(0).forward();
    }

    /** Which nodes a weight moves. */
    private static boolean[] moves(Graph graph) {
        boolean[] moves = new boolean[graph.nodes().size()];
        for (Node node : graph.nodes()) {
            boolean weight = node.op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.PARAMETER;
            moves[node.id()] = weight || node.inputs().stream().anyMatch(input -> moves[input]);
        }
        return moves;
    }

    /** The input through which a gradient reaches a weight, or -1. */
    private static int input(Node node, boolean[] moves) {
        for (int i = 0; i < node.inputs().size(); i++) {
            boolean number = node.type().dtype() == dev.nnc.compiler.ir.DType.F32;
            boolean chosen = node.op().name().equals("select") && i == 0;
            if (moves[node.input(i)] && number && !chosen && !node.op().name().matches("sign|floor|cast")) {
                return i;
            }
        }
        return -1;
    }

    private static Node with(Node node, Op op) {
        return new Node(node.id(), op, node.inputs(), node.type(), node.origin());
    }

    private static Graph map(Graph graph, UnaryOperator<Node> nodes) {
        return new Graph(graph.name(), graph.nodes().stream().map(nodes).toList(), graph.results());
    }

    /** The model's classes and tests, where the gradient comes from other operators than the values. */
    private static List<GeneratedFile> emit(String packageName, UnaryOperator<Node> wrong) {
        Phase phase = WINDING.phases().get(0);
        Phase changed = new Phase(
                phase.name(),
                map(phase.forward(), wrong),
                phase.weights(),
                phase.update(),
                phase.around(),
                phase.sections(),
                phase.slots(),
                phase.settings(),
                phase.schedule(),
                phase.summed());
        ModelGraphs graphs = new ProgramGraphs(false).of(withPhase(changed));
        ModelGraphs.Phase backward = graphs.phases().get(0);
        Graph gradients = map(
                backward.gradients(),
                node -> node.op() instanceof WrongGradient wrapped ? with(node, wrapped.op()) : node);
        ModelGraphs unwrapped = new ModelGraphs(
                graphs.predict(),
                graphs.evaluate(),
                List.of(new ModelGraphs.Phase(gradients, backward.update(), backward.around())),
                graphs.entries());
        LoweredModel lowered = Lowering.lower(WINDING, unwrapped, false);
        FileHeader header = new FileHeader("0", "winding.nn", packageName);
        Options options = Options.forPackage(packageName).withFlavour(Options.Flavour.SCALAR);
        List<GeneratedFile> files = new ArrayList<>(JavaEmitter.emit(lowered, options, header));
        files.addAll(JavaEmitter.emitTests(lowered, options, header));
        return files;
    }

    private static Model withPhase(Phase phase) {
        return new Model(
                WINDING.name(),
                WINDING.inputs(),
                WINDING.targets(),
                WINDING.weights(),
                WINDING.outputs(),
                WINDING.metrics(),
                WINDING.standardizations(),
                WINDING.inference(),
                List.of(phase),
                WINDING.entries(),
                WINDING.training());
    }

    private static void checkGradients(CompiledCode code, String packageName) throws Throwable {
        Class<?> type = code.loadClass(packageName + ".WindingTest");
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method test = type.getDeclaredMethod("gradientsAreTheSlopesOfTheReference");
        test.setAccessible(true);
        try {
            test.invoke(constructor.newInstance());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
