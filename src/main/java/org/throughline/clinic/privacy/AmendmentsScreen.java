package org.throughline.clinic.privacy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.privacy.amendment.Amendment;
import org.throughline.privacy.amendment.Amendments;
import org.throughline.privacy.amendment.Basis;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /privacy/amendments}: requests to correct the record, to decide. */
public final class AmendmentsScreen implements Screen {
    private static final String HOME = "/privacy/amendments";
    private static final int MOST_DECIDED = 50;

    private final PrivacyDesk desk;
    private final Amendments amendments;
    private final Pages pages;

    public AmendmentsScreen(PrivacyDesk desk, Amendments amendments, Pages pages) {
        this.desk = desk;
        this.amendments = amendments;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "requests to correct the record";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.PRIVACY);
        String id = PrivacyDesk.sentFor(visit);
        String text = visit.form().value("text");
        return id.isEmpty()
                ? page(visit, "", "", "")
                : PrivacyDesk.done(() -> act(visit, id), HOME, failure -> page(visit, id, text, failure));
    }

    private void act(Visit visit, String id) {
        Form form = visit.form();
        String text = form.value("text");
        switch (form.value("act")) {
            case "acknowledge" -> amendments.acknowledge(visit.caller(), id);
            case "delay" -> amendments.delay(visit.caller(), id, text);
            case "accept" -> amendments.accept(visit.caller(), id, text);
            case "answer" -> amendments.answer(visit.caller(), id, text);
            case "deny" ->
                amendments.deny(
                        visit.caller(),
                        id,
                        Arrays.stream(Basis.values())
                                .filter(basis -> basis.name().equals(form.value("basis")))
                                .findFirst()
                                .orElseThrow(() -> new Failed(new Failure.Invalid(
                                        "required", "basis", "Choose for which reason it is denied."))),
                        text);
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        }
    }

    private Answer page(Visit visit, String id, String typed, String failure) {
        List<Amendment> open = amendments.open(visit.caller());
        List<Amendment> decided =
                amendments.decided(visit.caller()).stream().limit(MOST_DECIDED).toList();
        Set<Long> patients = new HashSet<>();
        Stream.concat(open.stream(), decided.stream())
                .forEach(each -> patients.add(Address.of("Patient", each.patient())));
        AmendmentRows rows = new AmendmentRows(desk.dates(), desk.now(), desk.people(visit.caller(), patients));
        desk.note(visit.caller(), "amendments", patients);
        return pages.page(
                failure.isEmpty() ? 200 : 422,
                "clinic/privacy/amendments.jte",
                Map.of(
                        "frame",
                        visit.frame("Corrections", Place.PRIVACY),
                        "tabs",
                        desk.tabs(visit.caller(), HOME),
                        "open",
                        open.stream()
                                .map(each -> row(rows, each, id, typed, failure))
                                .toList(),
                        "decided",
                        decided.stream()
                                .map(each -> row(rows, each, id, typed, failure))
                                .toList()));
    }

    private static AmendmentRow row(AmendmentRows rows, Amendment each, String id, String typed, String failure) {
        boolean mine = each.id().equals(id);
        return rows.row(each, mine ? typed : "", mine ? failure : "");
    }
}
