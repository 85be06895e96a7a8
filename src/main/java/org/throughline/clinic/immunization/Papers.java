package org.throughline.clinic.immunization;

import java.util.Set;
import org.throughline.access.Interaction;
import org.throughline.care.entry.Entries;
import org.throughline.care.immunization.Card;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.ChartView;
import org.throughline.clinic.Whose;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;

/** What is printed of a patient's immunizations: {@code /immunizations/PATIENT/NAME.pdf}. */
final class Papers {
    private final ShotDesk desk;

    Papers(ShotDesk desk) {
        this.desk = desk;
    }

    /** A kind of paper. */
    enum Kind {
        RECORD("record.pdf", "immunizations.pdf"),
        CERTIFICATE("certificate.pdf", "certificate.pdf"),
        PLAN("plan.pdf", "catch-up-plan.pdf"),
        REPORT("report.pdf", "after-a-vaccine.pdf");

        private final String path;
        private final String file;

        Kind(String path, String file) {
            this.path = path;
            this.file = file;
        }

        String path() {
            return path;
        }
    }

    Answer print(Visit visit, String patient, Kind kind) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "immunizations/pdf", Set.of(), false);
        return desk.pages().open(visit, wanted, view -> {
            if (!visit.caller().may(Interaction.SEARCH, "Immunization")) {
                throw new Failed(new Failure.Forbidden("Your roles do not include this."));
            }
            return Answer.of(200, "application/pdf", bytes(visit, view, kind))
                    .with("Content-Disposition", "inline; filename=\"" + kind.file + "\"")
                    .with("Cache-Control", "no-store");
        });
    }

    private byte[] bytes(Visit visit, ChartView view, Kind kind) {
        Dates dates = new Dates(desk.clock().getZone());
        String practice = desk.practice().apply(visit.caller());
        String today = dates.day(desk.clock().instant());
        PaperHead head = new PaperHead(view, practice, today, visit.caller().display());
        if (kind == Kind.REPORT) {
            Entries.Chart chart = EntryDesk.chart(visit, view.id());
            if (!visit.caller().may(Interaction.SEARCH, "AdverseEvent")) {
                throw new Failed(new Failure.Forbidden("Your roles do not include this."));
            }
            return new EventPaper(head, dates)
                    .of(desk.after()
                            .report(chart, visit.request().parameter("event").orElse("")));
        }
        Card card = desk.immunizations().card(Whose.reader(visit), view.id());
        CardView shown = new CardViews(dates).of(card);
        return switch (kind) {
            case RECORD -> new ShotPaper(view, practice, today).of(shown);
            case CERTIFICATE -> new CertificatePaper(head, dates).of(card, shown);
            case PLAN ->
                new PlanPaper(head, dates).of(shown, desk.immunizations().plan(visit.caller(), view.id()));
            case REPORT -> throw new IllegalStateException("printed above");
        };
    }
}
