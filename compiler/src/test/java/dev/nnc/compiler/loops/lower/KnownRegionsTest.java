package dev.nnc.compiler.loops.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.GraphsOfModels;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.loops.Lowering;
import dev.nnc.compiler.loops.ModelGraphs;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A region that is known becomes what it becomes when it is lowered anew: same launch, names and kernels. */
class KnownRegionsTest {
    private static final Path DEEP = Path.of("src", "test", "resources", "models");
    private static final Path GENERATED = Path.of("..", "generated-tests", "src", "test", "nn");

    private static Stream<Path> files() throws IOException {
        return Stream.of(DEEP, GENERATED, GENERATED.resolve("zoo"), GENERATED.resolve("golden"))
                .flatMap(KnownRegionsTest::in);
    }

    private static Stream<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".nn")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lowers every region anew. */
    private static final class Forgetful extends KnownRegions {
        @Override
        Step lower(ProgramContext program, Region region) {
            return write(program, region);
        }
    }

    /** Counts all regions, and those that are lowered anew. */
    private static final class Counting extends KnownRegions {
        private int regions;
        private int anew;

        @Override
        Step write(ProgramContext program, Region region) {
            anew++;
            return super.write(program, region);
        }

        @Override
        Step lower(ProgramContext program, Region region) {
            regions++;
            return super.lower(program, region);
        }
    }

    private static LoweredModel lower(Model model, ModelGraphs graphs, KnownRegions regions) {
        ProgramLowering programs = new ProgramLowering(model.training().batch(), false, regions);
        return Lowering.lower(model, graphs, programs.ofModel(graphs.predict()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void becomeWhatTheyBecomeAnew(Path file) throws IOException {
        for (Model model : GraphsOfModels.read(file)) {
            ModelGraphs graphs = GraphsOfModels.of(model);
            LoweredModel known = lower(model, graphs, new KnownRegions());
            LoweredModel anew = lower(model, graphs, new Forgetful());
            // Whether they are equal, not how they differ: a kernel of thousands of terms is no message.
            assertThat(known.kernels().equals(anew.kernels()))
                    .as("kernels of " + model.name())
                    .isTrue();
            assertThat(programs(known).equals(programs(anew)))
                    .as("programs of " + model.name())
                    .isTrue();
        }
    }

    private static List<Object> programs(LoweredModel model) {
        return List.of(
                model.predict(),
                model.evaluate(),
                model.phases(),
                model.entries(),
                model.tables(),
                model.indexFloats());
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet110", "transformer24"})
    void areMostOfADeepNetwork(String name) throws IOException {
        Model model = GraphsOfModels.read(DEEP.resolve(name + ".nn")).get(0);
        Counting counting = new Counting();
        lower(model, GraphsOfModels.of(model), counting);
        assertThat(counting.anew).isLessThan(counting.regions / 4);
    }
}
