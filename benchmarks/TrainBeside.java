import bench.CharGru;
import bench.CharLstm;
import bench.Transformer;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * nnc's half of {@code train-beside-pytorch}: begins with the weights in start.safetensors, writes the loss of each step, and
 * after the last one of the batch that would follow, to nnc.txt, and the weights that it ends with to nnc.safetensors.
 */
public final class TrainBeside {
    private static final int STEPS = 500;

    private final Network network;
    private final int[] characters;

    private TrainBeside(Network network, int[] characters) {
        this.network = network;
        this.characters = characters;
    }

    /** Takes the name of the model, the text and the folder of the weights. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[2]);
        Network network = network(arguments[0]);
        network.loadWeights(folder.resolve("start.safetensors"));
        List<String> losses = new TrainBeside(network, characters(Path.of(arguments[1]))).train();
        Files.write(folder.resolve("nnc.txt"), losses);
        network.save(folder.resolve("nnc.safetensors"));
    }

    private static Network network(String model) {
        return switch (model) {
            case "char_lstm" -> CharLstm.create(1);
            case "char_gru" -> CharGru.create(1);
            case "transformer" -> Transformer.create(1);
            default -> throw new IllegalArgumentException(model + " is not char_lstm, char_gru or transformer");
        };
    }

    /** The text as numbers: the place of each character among the different ones in ascending order. */
    private static int[] characters(Path text) throws IOException {
        String characters = Files.readString(text);
        int[] known = characters.chars().distinct().sorted().toArray();
        return characters.chars().map(c -> Arrays.binarySearch(known, c)).toArray();
    }

    private List<String> train() {
        List<String> losses = new ArrayList<>();
        try (Trainer trainer = network.trainer()) {
            double rate = trainer.get("rate");
            trainer.modelSchedule(0, rate, STEPS).ifPresent(schedule -> trainer.setSchedule(0, schedule));
            Batch batch = Batch.forTraining(network.signature(), network.signature().maxBatch());
            for (int step = 0; step < STEPS; step++) {
                fill(batch, step);
                losses.add(Float.toString(trainer.step(batch)));
            }
            // A step reports the loss of the weights that it begins with.
            trainer.gradients(0, fill(batch, STEPS), new float[flatGradients()]);
            losses.add(Float.toString(trainer.loss("loss")));
        }
        return losses;
    }

    private int flatGradients() {
        return network.signature().trainable(0).stream().mapToInt(tensor -> tensor.size()).sum();
    }

    /** Example i of step s begins at character (s * batch + i) * 48271, counted round and round the text. */
    private Batch fill(Batch batch, int step) {
        int length = batch.slots().get(0).size();
        for (int i = 0; i < batch.capacity(); i++) {
            long number = (long) step * batch.capacity() + i;
            int from = (int) (number * 48271 % (characters.length - length - 1));
            System.arraycopy(characters, from, batch.classes(0), i * length, length);
            System.arraycopy(characters, from + 1, batch.classes(1), i * length, length);
        }
        batch.setCount(batch.capacity());
        return batch;
    }
}
