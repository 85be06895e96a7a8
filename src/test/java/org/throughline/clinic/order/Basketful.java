package org.throughline.clinic.order;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;

/** Fills baskets as people do. */
final class Basketful {
    private Basketful() {}

    /** Types a line and takes the first thing that fits. */
    static void put(Page page, String line) {
        int before = page.locator(".item").count();
        page.fill("#line", "");
        page.locator("#line").pressSequentially(line);
        assertThat(page.locator("#line-offers [role=option]").first()).hasAttribute("aria-selected", "true");
        page.keyboard().press("Enter");
        assertThat(page.locator(".item")).hasCount(before + 1);
    }
}
