package dev.nnc.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of commands on trained weights begin with. */
abstract class TrainedTumourTest {
    @TempDir
    Path folder;

    TumourFolder tumour;

    @BeforeEach
    final void train() throws IOException {
        tumour = TumourFolder.trainedIn(folder);
    }
}
