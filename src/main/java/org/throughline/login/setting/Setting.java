package org.throughline.login.setting;

/** What can be set, and what holds when it is not. */
public enum Setting {
    /** After how many minutes without use a session is locked. */
    IDLE_MINUTES("15"),
    /** Whether staff must show a second factor: yes or no. */
    SECOND_FACTOR("no"),
    /** Whether the first administrator is still to be asked to set up: open or done. */
    SETUP("open"),
    /** The id of the Organization that runs this installation; empty until it is set up. */
    ORGANIZATION("");

    private final String otherwise;

    Setting(String otherwise) {
        this.otherwise = otherwise;
    }

    String otherwise() {
        return otherwise;
    }
}
