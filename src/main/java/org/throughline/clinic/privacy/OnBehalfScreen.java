package org.throughline.clinic.privacy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.privacy.amendment.Amendments;
import org.throughline.privacy.amendment.Item;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /amendments/ID}: what was asked to be corrected in a patient's record, and the staff's form to ask for the patient. */
public final class OnBehalfScreen implements Screen {
    private final PrivacyDesk desk;
    private final Amendments amendments;
    private final Pages pages;

    public OnBehalfScreen(PrivacyDesk desk, Amendments amendments, Pages pages) {
        this.desk = desk;
        this.amendments = amendments;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "requests to correct a record";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        if (visit.path().size() != 2) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String patient = visit.path().get(1);
        if (!visit.posts()) {
            return page(visit, patient, visit.request().parameter("focus").orElse(""), "", "");
        }
        String focus = visit.form().value("focus");
        String text = visit.form().value("text");
        try {
            amendments.ask(visit.caller(), patient, focus, text);
            return Answer.redirect("/amendments/" + patient);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid invalid) {
                return page(visit, patient, focus, text, invalid.message());
            }
            throw e;
        }
    }

    private Answer page(Visit visit, String patient, String focus, String text, String failure) {
        long address = Address.of("Patient", patient);
        Map<Long, PatientPick> people = desk.people(visit.caller(), Set.of(address));
        PatientPick person = people.get(address);
        if (person == null) {
            throw new Failed(new Failure.NotFound("There is no such patient."));
        }
        Map<String, List<Item>> items = amendments.items(visit.caller(), patient).stream()
                .collect(Collectors.groupingBy(Item::group, LinkedHashMap::new, Collectors.toList()));
        AmendmentRows rows = new AmendmentRows(desk.dates(), desk.now(), people);
        List<AmendmentRow> asked = amendments.of(visit.caller(), patient).stream()
                .map(each -> rows.row(each, "", ""))
                .toList();
        desk.note(visit.caller(), "amendments/" + patient, Set.of(address));
        return pages.page(
                failure.isEmpty() ? 200 : 422,
                "clinic/privacy/onBehalf.jte",
                Map.of(
                        "frame",
                        visit.frame("Corrections", Place.PATIENTS),
                        "patient",
                        person,
                        "items",
                        items,
                        "asked",
                        asked,
                        "focus",
                        focus,
                        "text",
                        text,
                        "failure",
                        failure));
    }
}
