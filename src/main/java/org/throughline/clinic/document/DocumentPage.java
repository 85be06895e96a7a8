package org.throughline.clinic.document;

import java.util.List;

/**
 * A document as its page shows it.
 *
 * @param about when, by whom and how it was called, in words
 * @param pages the addresses of its pages or of its picture
 * @param text the document itself when it is plain text; else empty
 * @param fault why it cannot be shown; empty when it can
 * @param saved the address at which it can be saved; empty when its content is not here
 */
public record DocumentPage(String title, String about, List<String> pages, String text, String fault, String saved) {
    public DocumentPage {
        pages = List.copyOf(pages);
    }
}
