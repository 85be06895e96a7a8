package org.throughline.clinic.admin;

import java.util.List;

/**
 * What the screen of backups shows.
 *
 * @param possible whether the product can take any
 * @param passphrase when it was asked for; else empty
 * @param underWay whether one is being taken
 */
public record BackupsView(boolean possible, BackupForm form, List<Row> rows, String passphrase, boolean underWay) {
    public BackupsView {
        rows = List.copyOf(rows);
    }

    /**
     * A run.
     *
     * @param style {@code done}, {@code danger} or empty
     */
    public record Row(String when, String state, String style, String more) {}
}
