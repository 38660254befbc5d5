package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Origin;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code h' = n + z (h - n)} with the gates r, z, n, in this order; {@code n = tanh(W x + r (U h + b))}, so the recurrent product has
 * a bias of its own.
 */
record GruCell(int units) implements Cell {
    @Override
    public int gates() {
        return 3;
    }

    @Override
    public List<String> carries() {
        return List.of("h");
    }

    @Override
    public boolean addsBias() {
        return true;
    }

    @Override
    public List<Integer> step(GraphBuilder graph, int input, List<Integer> carries, int weight, OptionalInt bias) {
        Arithmetic math = new Arithmetic(graph);
        int h = carries.get(0);
        Origin layer = graph.origin();
        graph.at(layer.part("recurrent"));
        int product = math.contract("bi,oi->bo", h, weight);
        int recurrent = bias.isPresent() ? math.add(product, bias.getAsInt()) : product;
        graph.at(layer.part("reset_gate"));
        int r = math.sigmoid(math.add(Cell.gate(graph, input, 0, units), Cell.gate(graph, recurrent, 0, units)));
        graph.at(layer.part("update_gate"));
        int z = math.sigmoid(math.add(Cell.gate(graph, input, 1, units), Cell.gate(graph, recurrent, 1, units)));
        graph.at(layer.part("candidate"));
        int heard = Cell.gate(graph, recurrent, 2, units);
        int n = math.tanh(math.add(Cell.gate(graph, input, 2, units), math.mul(r, heard)));
        graph.at(layer);
        int next = math.add(n, math.mul(z, math.sub(h, n)));
        return List.of(next);
    }
}
