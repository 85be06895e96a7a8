package org.throughline.care.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberWordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, zero",
        "11, eleven",
        "30, thirty",
        "42, forty-two",
        "90.0, ninety",
        "100, one hundred",
        "118, one hundred eighteen",
        "2.5, two point five",
        "0.05, zero point zero five",
        "12480, twelve thousand four hundred eighty",
        "-3, -3"
    })
    void aNumberIsTold(String number, String words) {
        assertEquals(words, NumberWords.of(new BigDecimal(number)));
    }
}
