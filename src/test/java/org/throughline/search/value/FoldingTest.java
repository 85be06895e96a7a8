package org.throughline.search.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({"Åse Ñandú,ase nandu", "'  A   b ','a b'", "STRASSE,strasse", "'a\tb','a b'", "Ünïcödé,unicode", "'',''"
    })
    void accentsCaseAndSpacesFall(String text, String folded) {
        assertEquals(folded, Folding.fold(text));
    }

    @Test
    void foldingTwiceChangesNothingMore() {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            String text = random.ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
                    .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String once = Folding.fold(text);
            assertEquals(Folding.fold(once), Folding.fold(Folding.fold(once)), text);
        }
    }
}
