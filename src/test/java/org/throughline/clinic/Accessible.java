package org.throughline.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** Whether a page can be used by everybody, as far as axe-core can tell. */
public final class Accessible {
    /** Of what is well, one example; to gather all of it takes longer than to look. */
    private static final AxeRunOptions FAULTS_ONLY = faultsOnly();

    private Accessible() {}

    private static AxeRunOptions faultsOnly() {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return options;
    }

    /** The page is no wider than the window. */
    public static void fits(Page page) {
        Number beyond =
                (Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertEquals(0, beyond.intValue(), page.url());
    }

    /** Nothing that axe-core finds, and nothing that one must scroll aside for. */
    public static void check(Page page) {
        fits(page);
        assertEquals(
                List.of(),
                // Without frames there is nothing to gather from other windows, which takes most of the time else.
                new AxeBuilder(page)
                        .setLegacyMode(true).options(FAULTS_ONLY).analyze().getViolations().stream()
                                .map(violation -> page.url() + " " + violation.getId() + ": " + violation.getNodes())
                                .toList());
    }
}
