package org.throughline.clinic.app;

import java.util.List;

/**
 * What an app was granted, in words.
 *
 * @param number of the grant
 * @param who granted it
 * @param patient whom it is about; empty for all whom that person may see
 * @param what each scope in words
 * @param since when it was granted
 * @param lastUsed when the app last got a token
 * @param lasts how long it lasts
 */
public record GrantView(
        long number,
        String app,
        String who,
        String patient,
        List<String> what,
        String since,
        String lastUsed,
        String lasts) {
    public GrantView {
        what = List.copyOf(what);
    }
}
