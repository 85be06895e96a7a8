package org.throughline.search.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({"Åse Ñandú,ase nandu", "'  A   b ','a b'", "STRASSE,strasse", "'a\tb','a b'", "Ünïcödé,unicode", "'',''"
    })
    void accentsCaseAndSpacesFall(String text, String folded) {
        assertEquals(folded, Folding.fold(text));
    }

    @Property
    void foldingTwiceChangesNothingMore(@ForAll String text) {
        String once = Folding.fold(text);
        assertEquals(Folding.fold(once), Folding.fold(Folding.fold(once)));
    }
}
