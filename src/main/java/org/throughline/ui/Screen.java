package org.throughline.ui;

import org.throughline.http.Answer;

/** A page, or some, for who is logged in. */
public interface Screen {

    /**
     * Answers a visit.
     *
     * @throws org.throughline.kernel.Failed when it cannot be shown or done; the visitor is told in a page
     */
    Answer answer(Visit visit);

    /** The longest form that it takes, in bytes. */
    default int longestForm() {
        return 1_000_000;
    }

    /** What it shows, as in “You are not permitted to see …”. */
    String what();
}
