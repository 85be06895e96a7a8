package org.throughline.clinic.referral;

import java.util.Set;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.referral.Referral;
import org.throughline.care.referral.Side;
import org.throughline.care.summary.DocumentText;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.ChartView;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;
import org.throughline.ui.paper.Paper;

/**
 * The packet of a referral on paper: who is referred, why, and the summary of the chart. What is marked as sensitive is not in it:
 * nobody knows who will read the paper.
 */
record PacketPrinting(ReferralDesk desk) {
    Answer print(Visit visit, Referral referral) {
        if (referral.side() != Side.REQUESTER || visit.posts()) {
            throw ReferralScreen.none();
        }
        ChartPages.Wanted wanted = new ChartPages.Wanted(referral.patient(), "orders", Set.of(), false);
        return desk.chartPages().open(visit, wanted, chart -> {
            desk.audit()
                    .record(Access.of(
                            desk.clock().instant(),
                            visit.caller(),
                            Action.VIEW,
                            0,
                            "referral packet, Task/" + referral.id(),
                            200,
                            Set.of(Address.of("Patient", referral.patient()))));
            return Answer.of(200, "application/pdf", paper(visit, referral, chart))
                    .with("Content-Disposition", "inline; filename=\"referral.pdf\"")
                    .with("Cache-Control", "no-store");
        });
    }

    private byte[] paper(Visit visit, Referral referral, ChartView chart) {
        Dates dates = new Dates(desk.clock().getZone());
        Paper paper = new Paper("Referral: " + chart.name(), chart.name() + ", born " + chart.born());
        paper.title("Referral: " + referral.what());
        paper.paragraph(chart.name() + " · born " + chart.born() + chart.age() + " · " + chart.sex()
                + (chart.number().isEmpty() ? "" : " · No. " + chart.number()));
        line(paper, "To", referral.other());
        line(paper, "From", referral.requester().name());
        line(paper, "Ordered", dates.moment(referral.since()));
        line(paper, "Urgency", referral.urgency().words());
        line(paper, "Why", referral.why());
        for (DocumentText.Part part :
                DocumentText.of(desk.summaries().read(visit.caller().outward(), referral.patient()))) {
            paper.heading(part.title());
            part.lines().forEach(paper::item);
        }
        return paper.bytes();
    }

    private static void line(Paper paper, String label, String text) {
        if (!text.isEmpty()) {
            paper.paragraph(label + ": " + text);
        }
    }
}
