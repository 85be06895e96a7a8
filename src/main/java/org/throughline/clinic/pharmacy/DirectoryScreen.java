package org.throughline.clinic.pharmacy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.prescription.Pharmacies;
import org.throughline.care.prescription.Pharmacy;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /pharmacies}: the directory of pharmacies, kept by the front desk; where messages go is for who keeps the directory
 * as a whole. {@code /pharmacies/find} offers those that fit while one types.
 */
public final class DirectoryScreen implements Screen {
    private static final String HOME = "/pharmacies";

    private final Pharmacies pharmacies;
    private final Pages pages;

    public DirectoryScreen(Pharmacies pharmacies, Pages pages) {
        this.pharmacies = pharmacies;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "the directory of pharmacies";
    }

    @Override
    public Answer answer(Visit visit) {
        List<String> path = visit.path();
        if (path.size() == 2 && path.get(1).equals("find") && !visit.posts()) {
            String typed = visit.request().parameter("q").orElse("");
            return pages.page(
                    200, "clinic/pharmacy/found.jte", Map.of("pharmacies", pharmacies.find(visit.caller(), typed)));
        }
        if (path.size() != 1) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        if (!visit.caller().may(Interaction.UPDATE, "Organization")) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        return visit.posts() ? save(visit) : page(visit, 200, changed(visit), Map.of());
    }

    private Pharmacy changed(Visit visit) {
        return visit.request()
                .parameter("change")
                .flatMap(id -> pharmacies.of(visit.caller(), id))
                .orElseGet(() -> typed(new Form(List.of())));
    }

    private Answer save(Visit visit) {
        Pharmacy typed = typed(visit.form());
        Map<String, String> faults = new HashMap<>(typed.faults());
        if (!faults.isEmpty()) {
            return page(visit, 422, typed, faults);
        }
        pharmacies.save(visit.caller(), typed);
        return Answer.redirect(HOME);
    }

    private static Pharmacy typed(Form form) {
        return new Pharmacy(
                form.value("id"),
                form.value("version").matches("\\d{1,9}") ? Integer.parseInt(form.value("version")) : 0,
                form.value("name").strip(),
                form.value("street").strip(),
                form.value("city").strip(),
                form.value("state").strip(),
                form.value("zip").strip(),
                form.value("phone").strip(),
                form.value("npi").strip(),
                form.value("ncpdp").strip(),
                form.has("here") ? Pharmacy.HERE : form.value("endpoint").strip(),
                form.value("client").strip(),
                form.value("theirs").strip(),
                form.has("practice"));
    }

    private Answer page(Visit visit, int status, Pharmacy form, Map<String, String> faults) {
        boolean admin = visit.caller().may(Duty.SETTINGS);
        return pages.page(
                status,
                "clinic/pharmacy/directory.jte",
                Map.of(
                        "frame",
                        visit.frame("Pharmacies", admin ? Place.ADMIN : Place.PHARMACIES),
                        "pharmacies",
                        pharmacies.partners(visit.caller()),
                        "form",
                        form,
                        "faults",
                        faults,
                        "connects",
                        visit.caller().may(Interaction.CREATE, "Endpoint"),
                        "admin",
                        admin));
    }
}
