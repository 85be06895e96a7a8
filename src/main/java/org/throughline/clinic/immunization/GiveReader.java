package org.throughline.clinic.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.throughline.care.immunization.Card;
import org.throughline.care.immunization.Lot;
import org.throughline.care.immunization.NewDose;
import org.throughline.care.immunization.Screening;
import org.throughline.care.immunization.Ways;
import org.throughline.clinic.immunization.GivePage.Typed;
import org.throughline.clinic.immunization.GivePage.TypedRow;
import org.throughline.http.Form;
import org.throughline.http.Parameter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.vaccine.Vaccine;
import org.throughline.terminology.vaccine.Vaccines;
import org.throughline.ui.TypedDate;

/** Reads the form by which vaccines are given, and presets its rows. Pure. */
final class GiveReader {
    private static final String REASON = "reason-";
    private static final int MOST_FOUND = 8;
    private static final int ARM_FROM_YEARS = 3;

    private GiveReader() {}

    static Typed read(Form form, Card card, List<Lot> stock, Vaccines vaccines) {
        List<TypedRow> rows = new ArrayList<>();
        for (int n = 0; n < GivePage.mostRows(); n++) {
            Optional<Vaccine> vaccine = vaccines.named(form.value("vaccine-" + n));
            if (vaccine.isPresent()) {
                rows.add(read(form, n, vaccine.get(), stock));
            }
        }
        Map<Screening.Question, Screening.Answer> answers = new LinkedHashMap<>();
        for (Screening.Question question : card.questions()) {
            switch (form.value("q-" + question.id())) {
                case "yes" -> answers.put(question, Screening.Answer.YES);
                case "no" -> answers.put(question, Screening.Answer.NO);
                case "unknown" -> answers.put(question, Screening.Answer.UNKNOWN);
                default -> {}
            }
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Parameter field : form.fields()) {
            if (field.name().startsWith(REASON)) {
                reasons.put(
                        field.name().substring(REASON.length()), field.value().strip());
            }
        }
        String eligibility = form.value("eligibility");
        return new Typed(
                rows,
                answers,
                form.has("none"),
                eligibility.matches("V0[1-5]") ? eligibility : "",
                form.value("add").strip(),
                List.of(),
                reasons);
    }

    private static TypedRow read(Form form, int n, Vaccine vaccine, List<Lot> stock) {
        String lot = form.value("lot-" + n);
        return new TypedRow(
                n,
                vaccine,
                form.has("use-" + n),
                stock.stream().filter(each -> each.id().equals(lot)).findFirst(),
                form.value("number-" + n).strip(),
                form.value("expiry-" + n).strip(),
                form.value("site-" + n),
                form.value("route-" + n),
                form.value("amount-" + n).strip());
    }

    /** With what was typed to be added, when that is clear. */
    static Typed adding(Typed typed, Card card, List<Lot> stock, Vaccines vaccines) {
        if (typed.add().isEmpty()) {
            return typed;
        }
        List<Vaccine> found = vaccines.named(typed.add())
                .map(List::of)
                .orElseGet(() -> vaccines.find(typed.add(), 2 * MOST_FOUND).stream()
                        .filter(Vaccine::given)
                        .toList());
        List<Vaccine> here = found.stream()
                .filter(each -> stock.stream()
                        .anyMatch(lot -> lot.vaccine().name().equals(each.name()) && lot.usable(card.today())))
                .toList();
        List<Vaccine> candidates = here.isEmpty() ? found : here;
        if (candidates.size() == 1) {
            return with(typed, candidates.getFirst().name(), card, stock, vaccines);
        }
        return new Typed(
                typed.rows(),
                typed.answers(),
                typed.none(),
                typed.eligibility(),
                typed.add(),
                candidates.stream().limit(MOST_FOUND).map(Vaccine::name).toList(),
                typed.reasons());
    }

    /** With one more vaccine. */
    static Typed with(Typed typed, String name, Card card, List<Lot> stock, Vaccines vaccines) {
        Vaccine vaccine =
                vaccines.named(name).orElseThrow(() -> new Failed(new Failure.NotFound("There is no such vaccine.")));
        List<TypedRow> rows = new ArrayList<>(typed.rows());
        if (rows.size() >= GivePage.mostRows()) {
            throw new Failed(new Failure.Invalid("value", "add", "So many at once are not possible."));
        }
        int number = rows.stream().mapToInt(TypedRow::number).max().orElse(-1) + 1;
        Optional<Lot> lot = stock.stream()
                .filter(each -> each.vaccine().name().equals(vaccine.name()) && each.usable(card.today()))
                .findFirst();
        rows.add(row(number, vaccine, lot, typed.rows(), card));
        return new Typed(rows, typed.answers(), typed.none(), typed.eligibility(), "", List.of(), typed.reasons());
    }

    /** A row as it is preset: small children get injections into the thigh, others into the arm, one side after the other. */
    static TypedRow row(int number, Vaccine vaccine, Optional<Lot> lot, List<TypedRow> before, Card card) {
        return new TypedRow(
                number, vaccine, true, lot, "", "", site(vaccine, before, card), vaccine.route(), vaccine.dose());
    }

    private static String site(Vaccine vaccine, List<TypedRow> before, Card card) {
        boolean under = vaccine.route().equals("SQ");
        if (!vaccine.route().equals("IM") && !under) {
            return "";
        }
        LocalDate birth = card.birth();
        boolean thigh = birth != null && birth.plusYears(ARM_FROM_YEARS).isAfter(card.today());
        List<String> sites = thigh ? List.of("LVL", "RVL") : under ? List.of("LA", "RA") : List.of("LD", "RD");
        long injected = before.stream().filter(each -> !each.site().isEmpty()).count();
        return sites.get((int) (injected % 2));
    }

    /** The doses of the rows that are used; what is wrong is put beside its field. */
    static List<NewDose.Given> given(Typed typed, LocalDate today, Map<String, String> faults) {
        List<NewDose.Given> doses = new ArrayList<>();
        for (TypedRow row : typed.used()) {
            LocalDate expiry = row.lot().map(Lot::expiry).orElse(null);
            if (row.lot().isEmpty() && !row.expiry().isEmpty()) {
                expiry = TypedDate.read(row.expiry(), today)
                        .flatMap(GiveReader::lastDay)
                        .orElse(null);
                if (expiry == null) {
                    faults.put("expiry-" + row.number(), "Write a day or a month, as 30/6/2027 or jun 2027.");
                }
            }
            if (row.lot().isEmpty() && row.lotNumber().isEmpty()) {
                faults.put("number-" + row.number(), "Write the number of the lot.");
            }
            if (!row.amount().isEmpty() && !row.amount().matches("\\d{1,2}(\\.\\d{1,3})?")) {
                faults.put("amount-" + row.number(), "Write mL, as 0.5.");
            }
            doses.add(new NewDose.Given(
                    row.vaccine(),
                    row.lot().orElse(null),
                    row.lot().map(Lot::number).orElse(row.lotNumber().toUpperCase(Locale.ROOT)),
                    expiry,
                    Ways.sites().containsKey(row.site()) ? row.site() : "",
                    Ways.routes().containsKey(row.route()) ? row.route() : "",
                    faults.containsKey("amount-" + row.number()) ? "" : row.amount(),
                    row.vaccine().sheets(),
                    typed.eligibility(),
                    reasons(typed, row)));
        }
        return doses;
    }

    /** The last day of what is told by the month. */
    static Optional<LocalDate> lastDay(String fhir) {
        return switch (fhir.length()) {
            case 7 -> Optional.of(java.time.YearMonth.parse(fhir).atEndOfMonth());
            case 10 -> Optional.of(LocalDate.parse(fhir));
            default -> Optional.empty();
        };
    }

    private static Map<String, String> reasons(Typed typed, TypedRow row) {
        Map<String, String> own = new LinkedHashMap<>();
        typed.reasons().forEach((key, reason) -> {
            if (!reason.isBlank() && key.contains("-" + row.vaccine().cvx() + "-")) {
                own.put(key, reason);
            }
        });
        return own;
    }
}
