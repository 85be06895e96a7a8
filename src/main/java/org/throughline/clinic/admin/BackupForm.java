package org.throughline.clinic.admin;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.throughline.database.backup.BackupPlan;
import org.throughline.http.Form;
import org.throughline.login.setting.Setting;
import org.throughline.login.setting.Settings;

/**
 * What is typed about backups.
 *
 * @param fault what is wrong with it, in words; empty when nothing is
 */
public record BackupForm(String folder, String at, String kept, String fault) {
    private static final int MOST_KEPT = 1_000;

    /** What is set. */
    static BackupForm of(Settings settings) {
        return new BackupForm(
                settings.of(Setting.BACKUP_FOLDER),
                settings.of(Setting.BACKUP_TIME),
                settings.of(Setting.BACKUP_KEPT),
                "");
    }

    /** What was typed, looked at. */
    static BackupForm of(Form form) {
        BackupForm typed = new BackupForm(
                form.value("folder").strip(),
                form.value("at").strip(),
                form.value("kept").strip(),
                "");
        return new BackupForm(typed.folder, typed.at, typed.kept, typed.wrong());
    }

    private String wrong() {
        if (!folder.isEmpty() && !isAbsolute(folder)) {
            return "Write the whole path of the folder, beginning with a slash.";
        }
        if (!isTime(at)) {
            return "Write the time as 02:00.";
        }
        boolean number =
                kept.matches("[0-9]{1,4}") && Integer.parseInt(kept) >= 1 && Integer.parseInt(kept) <= MOST_KEPT;
        return number ? "" : "Keep 1 to " + MOST_KEPT + " backups.";
    }

    /** Whether it is the whole path of a folder. */
    public static boolean isAbsolute(String folder) {
        try {
            return Path.of(folder).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isTime(String at) {
        try {
            LocalTime.parse(at);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    Map<Setting, String> settings() {
        return Map.of(Setting.BACKUP_FOLDER, folder, Setting.BACKUP_TIME, at, Setting.BACKUP_KEPT, kept);
    }

    /** What is planned; empty when no folder is set. */
    public static Optional<BackupPlan> plan(Settings settings, ZoneId zone) {
        BackupForm set = of(settings);
        return set.folder.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new BackupPlan(Path.of(set.folder), LocalTime.parse(set.at), Integer.parseInt(set.kept), zone));
    }
}
