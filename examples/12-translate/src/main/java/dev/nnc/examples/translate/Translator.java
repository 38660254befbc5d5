package dev.nnc.examples.translate;

import java.util.Arrays;

/** Says numbers word by word: the likeliest next word each time, until the network says that it has ended. */
final class Translator {
    private static final int LONGEST = Translate.SIGNATURE.inputs().get(0).size();
    private static final int VOCABULARY = Translate.SIGNATURE.inputs().get(0).classes();

    private final Translate network;

    Translator(Translate network) {
        this.network = network;
    }

    /** The words for each of some numbers, all of which are said at once. */
    int[][] translate(Sentences sentences) {
        int count = sentences.count();
        int[] soFar = new int[count * LONGEST];
        int[] lengths = new int[count];
        boolean[] ended = new boolean[count];
        float[] logits = new float[count * LONGEST * VOCABULARY];
        for (int i = 0; i < count; i++) {
            soFar[i * LONGEST] = Numbers.START;
            lengths[i] = 1;
        }
        for (int step = 1; step < LONGEST; step++) {
            network.predict(sentences.digits(), sentences.digitLengths(), soFar, lengths, count, logits);
            for (int i = 0; i < count; i++) {
                int word = likeliest(logits, (i * LONGEST + lengths[i] - 1) * VOCABULARY);
                ended[i] |= word == Numbers.END;
                if (!ended[i]) {
                    soFar[i * LONGEST + lengths[i]++] = word;
                }
            }
        }
        int[][] words = new int[count][];
        Arrays.setAll(words, i -> Arrays.copyOfRange(soFar, i * LONGEST + 1, i * LONGEST + lengths[i]));
        return words;
    }

    private static int likeliest(float[] logits, int from) {
        int best = 0;
        for (int word = 1; word < VOCABULARY; word++) {
            best = logits[from + word] > logits[from + best] ? word : best;
        }
        return best;
    }
}
