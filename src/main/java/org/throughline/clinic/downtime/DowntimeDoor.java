package org.throughline.clinic.downtime;

import java.util.function.Supplier;
import org.throughline.database.backup.BackupRuns;

/**
 * What the screen of downtime packs can do.
 *
 * @param maker begins to make one and returns at once
 * @param stopper deletes what there is, once none are made any more
 * @param runs what became of those that were made
 * @param warning what is wrong at this moment; empty when nothing is
 */
public record DowntimeDoor(Runnable maker, Runnable stopper, BackupRuns runs, Supplier<String> warning) {}
