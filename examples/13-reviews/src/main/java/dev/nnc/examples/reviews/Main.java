package dev.nnc.examples.reviews;

import dev.nnc.examples.common.Progress;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Learns from reviews that the program writes itself what guests mean, and judges some that it has not read. */
public final class Main {
    private static final int LEARNED = 12_000;
    private static final int UNREAD = 1000;

    private Main() {}

    /** Takes how many epochs. */
    public static void main(String[] arguments) throws IOException {
        int epochs = arguments.length == 0 ? Reviews.SIGNATURE.training().epochs() : Integer.parseInt(arguments[0]);
        Reviews network = Reviews.create(Reviews.SIGNATURE.training().seed());
        train(network, Guests.MOST_REMARKS, LEARNED, epochs);
        network.save(Path.of("reviews.safetensors"));
        Guests guests = new Guests(Guests.MOST_REMARKS, 3);
        for (int i = 0; i < 5; i++) {
            Guests.Review review = guests.write();
            System.out.printf(
                    Locale.ROOT,
                    "%s, %.3f positive: %s%n",
                    review.positive() ? "meant well" : "meant ill",
                    network.predict(review.tokens()),
                    review);
        }
    }

    /** Trains, prints a line for each epoch, and returns what training came to. */
    static TrainingResult train(Reviews network, int remarks, int count, int epochs) {
        return new TrainingLoop(network.trainer(), new Guests(remarks, 1).write(count))
                .validation(new Guests(remarks, 2).write(UNREAD))
                .epochs(epochs)
                .listener(new Progress())
                .run();
    }
}
