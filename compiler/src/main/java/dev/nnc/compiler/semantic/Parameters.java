package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Initialiser;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.syntax.ast.ParameterDeclaration;
import java.util.Optional;

/** Makes the weights of {@code parameter} statements. */
final class Parameters {
    private Parameters() {}

    /** The weight as a value; it lives at the context's site. */
    static Meaning make(Evaluator evaluator, ParameterDeclaration declaration, Context context) {
        TensorType type = new Types(evaluator, context).example(declaration.type());
        Formal formal = Formal.of(Formal.Kind.INITIAL, "init");
        ArgumentReader reader = new ArgumentReader(evaluator, declaration.name().text(), formal, context);
        Initialiser initial = (Initialiser) reader.read(Arguments.Given.written(declaration.initialiser()));
        String home = context.site().path();
        context.tracing().at(home, declaration.at());
        Weight weight = WeightMaking.find(
                context, home, home, type, initial, true, declaration.name().at(), Optional.empty());
        String name = declaration.name().text();
        return new Meaning.Tensor(Value.of(
                context.tracing().leaf(weight), type, name, declaration.name().at()));
    }
}
