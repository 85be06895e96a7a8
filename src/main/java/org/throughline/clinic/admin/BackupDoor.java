package org.throughline.clinic.admin;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.database.backup.BackupRuns;
import org.throughline.database.backup.Passphrase;

/**
 * What the screen of backups can do.
 *
 * @param taker begins to take one and returns at once
 * @param runs what became of those that were taken
 * @param passphrase what they are encrypted with
 * @param possible whether the product can take any: only of the database that comes with it
 */
public record BackupDoor(
        Consumer<Caller> taker, BackupRuns runs, Supplier<Passphrase> passphrase, BooleanSupplier possible) {}
