package org.throughline.clinic.downtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.throughline.access.Duty;
import org.throughline.clinic.admin.BackupForm;
import org.throughline.database.backup.BackupRun;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /admin/downtime}: where the downtime pack is, how old, and what opens it. */
public final class DowntimeScreen implements Screen {
    private static final String HOME = "/admin/downtime";
    private static final int SHOWN = 200;
    private static final int FAILURES = 5;

    /** What every keyboard has and every reader of PDF takes the same way. */
    private static final Pattern PASSPHRASE = Pattern.compile("[\\x20-\\x7e]{12,100}");

    private final PackSettings settings;
    private final DowntimeDoor door;
    private final Pages pages;
    private final Clock clock;

    public DowntimeScreen(PackSettings settings, DowntimeDoor door, Pages pages, Clock clock) {
        this.settings = settings;
        this.door = door;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "the downtime pack";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.SETTINGS);
        String act = String.join("/", visit.path().subList(2, visit.path().size()));
        return switch (visit.request().method() + " " + act) {
            case "GET ", "HEAD " -> page(visit, settings.folder(), "");
            case "POST folder" -> folder(visit);
            case "POST passphrase" -> passphrase(visit);
            case "POST now" -> made();
            case "POST stop" -> {
                settings.stop(visit.caller());
                door.stopper().run();
                yield Answer.redirect(HOME);
            }
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        };
    }

    private Answer folder(Visit visit) {
        String folder = visit.form().value("folder").strip();
        if (!folder.isEmpty() && !BackupForm.isAbsolute(folder)) {
            return page(visit, folder, "Write the whole path of the folder, beginning with a slash.");
        }
        settings.setFolder(visit.caller(), folder);
        return made();
    }

    private Answer passphrase(Visit visit) {
        String typed = visit.form().value("passphrase").strip();
        if (!PASSPHRASE.matcher(typed).matches()) {
            return page(
                    visit,
                    settings.folder(),
                    "Write a passphrase of 12 to 100 letters, digits and signs of an English keyboard.");
        }
        if (!typed.equals(visit.form().value("again").strip())) {
            return page(visit, settings.folder(), "The two passphrases are not the same.");
        }
        settings.setPassphrase(visit.caller(), typed);
        return made();
    }

    private Answer made() {
        door.maker().run();
        return Answer.redirect(HOME);
    }

    private Answer page(Visit visit, String folder, String fault) {
        Instant now = clock.instant();
        List<BackupRun> runs = door.runs().newest(SHOWN);
        boolean underWay = !runs.isEmpty() && runs.getFirst().state(now) == BackupRun.State.UNDER_WAY;
        BackupRun last = door.runs().lastTaken().orElse(null);
        boolean on = settings.plan().isPresent();
        DowntimeView view = new DowntimeView(
                on,
                folder,
                settings.usual().toString(),
                fault,
                last == null ? "" : last.file(),
                last == null ? List.of() : made(last, now),
                on ? door.warning().get() : "",
                runs.stream()
                        .filter(run -> run.state(now) == BackupRun.State.FAILED)
                        .limit(FAILURES)
                        .map(run -> new DowntimeView.Fact(dates().moment(run.begun()), run.why()))
                        .toList(),
                underWay);
        return pages.page(
                fault.isEmpty() ? 200 : 422,
                "clinic/downtime/downtime.jte",
                Map.of("frame", visit.frame("Downtime pack", Place.ADMIN), "view", view));
    }

    private List<DowntimeView.Fact> made(BackupRun run, Instant now) {
        long minutes = Duration.between(run.begun(), now).toMinutes();
        return List.of(
                new DowntimeView.Fact("Made", dates().moment(run.begun()) + ", " + minutes + " min ago"),
                new DowntimeView.Fact("Holds", run.detail()),
                new DowntimeView.Fact("Size", String.format(Locale.ROOT, "%,d KB", Math.ceilDiv(run.bytes(), 1_000L))));
    }

    private Dates dates() {
        return new Dates(clock.getZone());
    }
}
