package org.throughline.clinic.admin;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.throughline.access.Duty;
import org.throughline.database.backup.BackupRun;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.setting.Settings;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /admin/backups}: when backups are taken and where they are put, what became of them, and what opens them. */
public final class BackupsScreen implements Screen {
    private static final String HOME = "/admin/backups";
    private static final int SHOWN = 30;
    private static final long MEGABYTE = 1_000_000;

    private final Settings settings;
    private final BackupDoor door;
    private final Pages pages;
    private final Clock clock;

    public BackupsScreen(Settings settings, BackupDoor door, Pages pages, Clock clock) {
        this.settings = settings;
        this.door = door;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "the backups";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.SETTINGS);
        String act = String.join("/", visit.path().subList(2, visit.path().size()));
        return switch (visit.request().method() + " " + act) {
            case "GET ", "HEAD " -> page(visit, BackupForm.of(settings), "");
            case "POST plan" -> plan(visit);
            case "POST now" -> {
                door.taker().accept(visit.caller());
                yield Answer.redirect(HOME);
            }
            case "POST passphrase" ->
                page(visit, BackupForm.of(settings), door.passphrase().get().text());
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        };
    }

    private Answer plan(Visit visit) {
        BackupForm form = BackupForm.of(visit.form());
        if (!form.fault().isEmpty()) {
            return page(visit, form, "");
        }
        settings.set(visit.caller(), form.settings());
        return Answer.redirect(HOME);
    }

    private Answer page(Visit visit, BackupForm form, String passphrase) {
        Instant now = clock.instant();
        List<BackupRun> runs = door.runs().newest(SHOWN);
        boolean underWay = !runs.isEmpty() && runs.getFirst().state(now) == BackupRun.State.UNDER_WAY;
        BackupsView view = new BackupsView(
                door.possible().getAsBoolean(),
                form,
                runs.stream().map(run -> row(run, now)).toList(),
                passphrase,
                underWay);
        return pages.page(
                form.fault().isEmpty() ? 200 : 422,
                "clinic/admin/backups.jte",
                Map.of("frame", visit.frame("Backups", Place.ADMIN), "view", view));
    }

    private BackupsView.Row row(BackupRun run, Instant now) {
        String when = new Dates(clock.getZone()).moment(run.begun());
        return switch (run.state(now)) {
            case UNDER_WAY -> new BackupsView.Row(when, "Being taken", "", "");
            case TAKEN ->
                new BackupsView.Row(
                        when,
                        "Taken",
                        "done",
                        String.format(Locale.ROOT, "%s, %,d MB", run.file(), Math.ceilDiv(run.bytes(), MEGABYTE)));
            case FAILED -> new BackupsView.Row(when, "Failed", "danger", run.why());
        };
    }
}
