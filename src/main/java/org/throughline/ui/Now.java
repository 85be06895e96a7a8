package org.throughline.ui;

import java.util.List;

/**
 * What holds while a visit is answered, whatever page it is to.
 *
 * @param moment a moment before which all that was committed is in what is read for it: from it on the page hears of changes
 * @param warnings what whoever looks after the installation is to be warned of; empty for nothing
 */
public record Now(String moment, List<Warning> warnings) {
    public Now {
        warnings = List.copyOf(warnings);
    }
}
