package org.throughline.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
    @Test
    void aPathOfOursIsTakenWithItsQuery() {
        String text = "/oauth/authorize?client_id=a&state=%2F%2Fb";
        assertEquals(Optional.of(new LocalPath(text)), LocalPath.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "patients",
                "//elsewhere.example",
                "/\\elsewhere.example",
                "\\\\elsewhere.example",
                "/\t/elsewhere.example",
                "/\n/elsewhere.example",
                " /elsewhere",
                "https://elsewhere.example",
                "javascript:alert(1)",
                "/a\r\nSet-Cookie: throughline=1",
                "/ü"
            })
    void whatCouldLeadElsewhereIsNone(String text) {
        assertEquals(Optional.empty(), LocalPath.of(text));
    }
}
