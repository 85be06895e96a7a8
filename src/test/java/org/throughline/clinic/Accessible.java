package org.throughline.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** Whether a page can be used by everybody, as far as axe-core can tell. */
public final class Accessible {
    private Accessible() {}

    public static void check(Page page) {
        assertEquals(
                List.of(),
                new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .map(violation -> page.url() + " " + violation.getId() + ": " + violation.getNodes())
                                .toList());
    }
}
