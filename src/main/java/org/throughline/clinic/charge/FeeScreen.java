package org.throughline.clinic.charge;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.access.Duty;
import org.throughline.care.charge.Fee;
import org.throughline.care.charge.Fees;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /admin/fees}: what the practice asks for its procedures. */
public final class FeeScreen implements Screen {
    private static final String HOME = "/admin/fees";

    private final Fees fees;
    private final Pages pages;

    public FeeScreen(Fees fees, Pages pages) {
        this.fees = fees;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "the list of fees";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.TEMPLATES);
        if (!visit.posts()) {
            return page(visit, 200, Map.of());
        }
        Form form = visit.form();
        Map<String, String> faults = new HashMap<>();
        Optional<BigDecimal> amount = Fee.amount(form.value("amount"));
        if (form.value("words").isBlank()) {
            faults.put("words", "Say what it is.");
        }
        if (amount.isEmpty()) {
            faults.put("amount", "Write an amount as 120 or 120.50.");
        }
        if (form.value("code").length() > 20) {
            faults.put("code", "A code has at most 20 letters and digits.");
        }
        if (!faults.isEmpty()) {
            return page(visit, 422, faults);
        }
        fees.save(
                visit.caller(),
                new Fee(
                        form.value("id"),
                        number(form.value("version")),
                        "",
                        form.value("code").strip(),
                        form.value("words").strip(),
                        amount.get(),
                        !form.value("act").equals("retire")));
        return Answer.redirect(HOME);
    }

    private Answer page(Visit visit, int status, Map<String, String> faults) {
        List<Fee> all = fees.all(visit.caller());
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("Fees", Place.ADMIN));
        parameters.put("fees", all);
        parameters.put("faults", faults);
        parameters.put("form", visit.form());
        visit.request()
                .parameter("change")
                .flatMap(id -> all.stream().filter(fee -> fee.id().equals(id)).findFirst())
                .ifPresent(fee -> parameters.put("changed", fee));
        return pages.page(status, "clinic/charge/fees.jte", parameters);
    }

    static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }
}
