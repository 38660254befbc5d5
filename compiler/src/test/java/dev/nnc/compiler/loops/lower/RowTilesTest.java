package dev.nnc.compiler.loops.lower;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How threads share the rows of a product. */
class RowTilesTest {
    @ParameterizedTest
    @CsvSource({"6, 64, 8", "6, 240, 12", "6, 50, 10", "6, 21, 6", "4, 32, 8", "4, 30, 4", "12, 96, 24"})
    void aShareIsOfTallTilesThatDivideTheMostRows(int tile, int most, int share) {
        assertThat(RowTiles.share(tile, most)).isEqualTo(share);
    }
}
