package org.throughline.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** How browsers get what pages are made of. */
class AssetsTest {
    private static final TestProduct PRODUCT = TestProduct.start();

    private static Reply get(String path, String name, String value) {
        return PRODUCT.anonymous("GET", PRODUCT.home() + path)
                .header(name, value)
                .send();
    }

    @Test
    void whatAPageNamesIsKeptForeverAndComesPacked() {
        Reply packed = get(Assets.address("throughline.css"), "Accept-Encoding", "gzip, br");
        assertEquals("gzip", packed.header("Content-Encoding"));
        assertTrue(packed.header("Cache-Control").contains("immutable"), packed.header("Cache-Control"));
        Reply plain = get(Assets.address("throughline.css"), "Accept-Encoding", "identity");
        assertEquals("", plain.header("Content-Encoding"));
        assertTrue(plain.text().contains("body"), plain.text());
        assertTrue(
                PRODUCT.anonymous("GET", PRODUCT.home() + "/login")
                        .send()
                        .text()
                        .contains(Assets.address("throughline.css")),
                "pages name it");
    }

    @Test
    void whatAPageOfAnotherVersionNamesIsTheNewestAndNotKept() {
        Reply reply = get("/assets/0123/throughline.css", "Accept-Encoding", "identity");
        assertEquals(200, reply.status());
        assertEquals("no-cache", reply.header("Cache-Control"));
        String tag = reply.header("ETag");
        assertEquals(304, get("/assets/throughline.css", "If-None-Match", tag).status());
        assertEquals(404, get("/assets/0123/nothing.js", "If-None-Match", tag).status());
    }
}
