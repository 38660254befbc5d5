package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.runtime.Network;

/** A model from its text, compiled and loaded. */
final class TrainedModel {
    private TrainedModel() {}

    /** A network of the model {@code Net} with the weights of a seed. */
    static Network of(long seed, String... lines) throws ReflectiveOperationException {
        Source source = new Source("net.nn", String.join("\n", lines));
        Compilation compilation =
                NnCompiler.compile(source, Options.forPackage("com.acme").withFlavour(Options.Flavour.VECTOR));
        assertThat(compilation.problems()).isEmpty();
        Class<?> type = CompiledCode.of(compilation.files()).loadClass("com.acme.Net");
        return (Network) type.getMethod("create", long.class).invoke(null, seed);
    }
}
