package org.throughline.app;

import java.util.List;
import java.util.stream.Stream;
import org.throughline.audit.AuditTrail;
import org.throughline.care.downtime.PackReader;
import org.throughline.clinic.admin.BackupDoor;
import org.throughline.clinic.admin.BackupForm;
import org.throughline.clinic.downtime.DowntimeDoor;
import org.throughline.clinic.downtime.PackSettings;
import org.throughline.database.Database;
import org.throughline.database.backup.BackupRun;
import org.throughline.database.backup.BackupRuns;
import org.throughline.login.setting.Setting;
import org.throughline.login.setting.Settings;
import org.throughline.ui.Warning;

/** What keeps the installation's data when the product or its machine fails: backups, and the pack to go on with while it is down. */
final class Safekeeping {
    private final Database database;
    private final CareParts care;
    private final Settings settings;
    private final Backups backups;
    private final BackupSchedule backupSchedule;
    private final PackSettings packSettings;
    private final DowntimeSchedule packs;
    private volatile String backupWarning = "";
    private volatile String packWarning = "";

    Safekeeping(Groundwork ground, Database database, AuditTrail audit, CareParts care, Settings settings) {
        this.database = database;
        this.care = care;
        this.settings = settings;
        this.backups = new Backups(ground.data(), database, audit, ground.random(), ground.clock());
        this.backupSchedule = new BackupSchedule(
                backups::take,
                () -> BackupForm.plan(settings, settings.zone()),
                runs(BackupRun.Kind.BACKUP),
                ground.clock());
        this.packSettings =
                new PackSettings(settings, ground.masterKey(), ground.data().resolve("downtime"));
        this.packs = new DowntimeSchedule(
                new DowntimePacks(new PackReader(care.schedule(), care.charts()), audit, this::practice, ground.clock())
                        ::make,
                packSettings::plan,
                runs(BackupRun.Kind.DOWNTIME),
                ground.clock());
    }

    private BackupRuns runs(BackupRun.Kind kind) {
        return new BackupRuns(database, kind);
    }

    /** Takes backups of this installation. */
    Backups backups() {
        return backups;
    }

    /** What the admin screen does with backups. */
    BackupDoor backupDoor() {
        return new BackupDoor(
                backupSchedule::takeNow, runs(BackupRun.Kind.BACKUP), backups::passphrase, backups::isPossible);
    }

    /** What is set about downtime packs. */
    PackSettings packSettings() {
        return packSettings;
    }

    /** What the admin screen does with downtime packs. */
    DowntimeDoor downtimeDoor() {
        return new DowntimeDoor(packs::makeNow, packs::deleteLast, runs(BackupRun.Kind.DOWNTIME), packs::warning);
    }

    private DowntimePacks.Practice practice() {
        String organization = settings.of(Setting.ORGANIZATION);
        return new DowntimePacks.Practice(
                organization,
                care.directory().name(Installation.operator(), organization).orElse(""));
    }

    /** Takes a backup when one is due. */
    void backUp() {
        backupWarning = backupSchedule.warning();
        backupSchedule.step();
        backupWarning = backupSchedule.warning();
    }

    /** Makes a downtime pack when one is due. */
    void pack() {
        packs.step();
        packWarning = packs.warning();
    }

    /** What administrators are to be warned of, as it was a moment ago. */
    List<Warning> warnings() {
        return Stream.of(
                        new Warning("Backups", backupWarning, "/admin/backups"),
                        new Warning("Downtime pack", packWarning, "/admin/downtime"))
                .filter(each -> !each.text().isEmpty())
                .toList();
    }
}
