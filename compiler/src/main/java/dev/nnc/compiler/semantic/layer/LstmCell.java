package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Origin;
import java.util.List;
import java.util.OptionalInt;

/** {@code c' = f c + i g} and {@code h' = o tanh(c')} with the gates i, f, g, o, in this order. */
record LstmCell(int units) implements Cell {
    @Override
    public int gates() {
        return 4;
    }

    @Override
    public List<String> carries() {
        return List.of("h", "c");
    }

    @Override
    public List<Integer> step(GraphBuilder graph, int input, List<Integer> carries, int weight, OptionalInt bias) {
        Arithmetic math = new Arithmetic(graph);
        Origin layer = graph.origin();
        graph.at(layer.part("gates"));
        int sum = math.add(input, math.contract("bi,oi->bo", carries.get(0), weight));
        graph.at(layer.part("input_gate"));
        int i = math.sigmoid(Cell.gate(graph, sum, 0, units));
        graph.at(layer.part("forget_gate"));
        int f = math.sigmoid(Cell.gate(graph, sum, 1, units));
        graph.at(layer.part("candidate"));
        int g = math.tanh(Cell.gate(graph, sum, 2, units));
        graph.at(layer.part("output_gate"));
        int o = math.sigmoid(Cell.gate(graph, sum, 3, units));
        graph.at(layer.part("cell"));
        int cell = math.add(math.mul(f, carries.get(1)), math.mul(i, g));
        int squashed = math.tanh(cell);
        graph.at(layer);
        return List.of(math.mul(o, squashed), cell);
    }
}
