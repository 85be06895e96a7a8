package org.throughline.clinic.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.immunization.Card;
import org.throughline.care.immunization.Immunizations;
import org.throughline.care.immunization.Lot;
import org.throughline.care.immunization.NewDose;
import org.throughline.care.immunization.Screening;
import org.throughline.care.immunization.ShotFinding;
import org.throughline.care.immunization.Ways;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.vaccine.Vaccine;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;

/**
 * {@code /immunizations/PATIENT/give}: what is due and in the stock is proposed, with lot, site and way; more is added by
 * typing; the questions are asked; all of it is signed in one act. What speaks against a vaccine is said before.
 */
final class GivePage {
    private static final int MOST_ROWS = 20;
    private static final int ADULT = 19;

    private final ShotDesk desk;

    GivePage(ShotDesk desk) {
        this.desk = desk;
    }

    static String address(String patient) {
        return "/immunizations/" + patient + "/give";
    }

    private static long author(Visit visit) {
        return visit.session().account().number();
    }

    Answer get(Visit visit, String patient) {
        Draft draft = desk.drafts().find(author(visit), address(patient)).orElse(null);
        return page(visit, patient, 200, view -> {
            Card card = desk.immunizations().card(visit.caller(), patient);
            List<Lot> stock = desk.stock().inUse(visit.caller());
            Typed typed =
                    draft == null ? proposed(card, stock) : GiveReader.read(draft.form(), card, stock, desk.vaccines());
            return shown(visit, patient, card, stock, typed, Map.of(), draft == null ? 0 : draft.revision(), view);
        });
    }

    Answer post(Visit visit, String patient) {
        Card card = desk.immunizations().card(visit.caller(), patient);
        List<Lot> stock = desk.stock().inUse(visit.caller());
        Form form = visit.form();
        Typed typed = GiveReader.read(form, card, stock, desk.vaccines());
        int revision = revision(form);
        if (form.value("act").equals("discard")) {
            desk.drafts().drop(author(visit), address(patient));
            return Answer.redirect(address(patient));
        }
        if (form.value("act").equals("sign")) {
            return sign(visit, patient, card, stock, typed, revision);
        }
        Typed added = form.value("pick").isEmpty()
                ? GiveReader.adding(typed, card, stock, desk.vaccines())
                : GiveReader.with(typed, form.value("pick"), card, stock, desk.vaccines());
        return page(visit, patient, 200, view -> shown(visit, patient, card, stock, added, Map.of(), revision, view));
    }

    private static int revision(Form form) {
        String typed = form.value("draft-revision");
        return typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : 0;
    }

    /**
     * What the form holds.
     *
     * @param answers to the questions, as they were chosen
     * @param add what was typed to be added
     * @param found what it may mean
     */
    record Typed(
            List<TypedRow> rows,
            Map<Screening.Question, Screening.Answer> answers,
            boolean none,
            String eligibility,
            String add,
            List<String> found,
            Map<String, String> reasons) {
        /** What is answered with what the tick says. */
        Screening screening(Card card) {
            Map<Screening.Question, Screening.Answer> all = new LinkedHashMap<>(answers);
            if (none) {
                card.questions().forEach(each -> all.putIfAbsent(each, Screening.Answer.NO));
            }
            return new Screening(all, card.today());
        }

        List<TypedRow> used() {
            return rows.stream().filter(TypedRow::used).toList();
        }
    }

    /** One vaccine of the form; {@code faults} by the field without its number. */
    record TypedRow(
            int number,
            Vaccine vaccine,
            boolean used,
            Optional<Lot> lot,
            String lotNumber,
            String expiry,
            String site,
            String route,
            String amount) {}

    private static Typed proposed(Card card, List<Lot> stock) {
        List<TypedRow> rows = new ArrayList<>();
        for (Lot lot : Proposal.of(card, stock).lots()) {
            rows.add(GiveReader.row(rows.size(), lot.vaccine(), Optional.of(lot), rows, card));
        }
        return new Typed(rows, Map.of(), false, "", "", List.of(), Map.of());
    }

    private Answer sign(Visit visit, String patient, Card card, List<Lot> stock, Typed typed, int revision) {
        Entries.Chart chart = EntryDesk.chart(visit, patient);
        Map<String, String> faults = new LinkedHashMap<>();
        List<NewDose.Given> given = GiveReader.given(typed, card.today(), faults);
        if (typed.used().isEmpty()) {
            faults.put("add", "Choose what is given.");
        }
        Screening screening = typed.screening(card);
        if (!screening.answers().keySet().containsAll(card.questions())) {
            faults.put("questions", "Answer every question, or say that the answer to the rest is no.");
        }
        if (chart.author() == null) {
            faults.put("add", "Your account is of nobody in the directory who can give vaccines.");
        }
        if (faults.isEmpty()) {
            List<List<ShotFinding>> findings = desk.immunizations().look(chart, given, screening);
            if (findings.stream().flatMap(List::stream).anyMatch(each -> stops(visit, each, typed.reasons()))) {
                faults.put("add", "Something speaks against it. Look at what is marked.");
            }
        }
        if (faults.isEmpty()) {
            try {
                desk.immunizations().record(chart, List.copyOf(given), screening);
                desk.drafts().drop(author(visit), address(patient));
                return Answer.redirect("/immunizations/" + patient + "?given=" + given.size());
            } catch (Failed e) {
                if (!(e.failure() instanceof Failure.Invalid)) {
                    throw e;
                }
                faults.put("add", e.failure().message());
            }
        }
        return page(visit, patient, 422, view -> shown(visit, patient, card, stock, typed, faults, revision, view));
    }

    private static boolean stops(Visit visit, ShotFinding finding, Map<String, String> reasons) {
        return finding.stops()
                && !(mayAnswer(visit, finding)
                        && !reasons.getOrDefault(finding.key(), "").isBlank());
    }

    private static boolean mayAnswer(Visit visit, ShotFinding finding) {
        return switch (finding.kind().answerable()) {
            case NEVER -> false;
            case BY_PRESCRIBERS -> visit.caller().may(Duty.PRESCRIBE);
            case BY_ALL, NEED_NOT -> true;
        };
    }

    private Map<String, Object> shown(
            Visit visit,
            String patient,
            Card card,
            List<Lot> stock,
            Typed typed,
            Map<String, String> faults,
            int revision,
            org.throughline.clinic.ChartView view) {
        Map<String, String> ignored = new HashMap<>();
        List<NewDose.Given> given = GiveReader.given(typed, card.today(), ignored);
        Screening screening = typed.screening(card);
        boolean asked = screening.answers().keySet().containsAll(card.questions());
        List<List<ShotFinding>> findings = given.isEmpty()
                ? List.of()
                : desk.immunizations().look(EntryDesk.chart(visit, patient), given, screening);
        List<GiveForm.Row> rows = new ArrayList<>();
        int place = 0;
        for (TypedRow row : typed.rows()) {
            List<ShotFinding> own = row.used() && place < findings.size() ? findings.get(place) : List.of();
            place += row.used() ? 1 : 0;
            rows.add(row(
                    visit,
                    row,
                    stock,
                    own.stream()
                            .filter(each -> asked || !faults.isEmpty() || each.kind() != ShotFinding.Kind.UNASKED)
                            .toList(),
                    typed.reasons()));
        }
        int count = typed.used().size();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(
                "form",
                new GiveForm(
                        rows,
                        card.questions().stream()
                                .map(each -> new GiveForm.Question(each.id(), each.words(), answer(typed, card, each)))
                                .toList(),
                        typed.none(),
                        card.screening().answers().keySet().containsAll(card.questions()),
                        typed.eligibility(),
                        isChild(card) ? eligibilities() : List.of(),
                        typed.rows().isEmpty() || typed.add().isEmpty()
                                ? Proposal.of(card, stock).missing()
                                : List.of(),
                        Proposal.of(card, stock).asks(),
                        typed.add(),
                        typed.found(),
                        "Give " + count + " · " + view.name(),
                        faults));
        parameters.put("sites", choices(Ways.sites(), "No site"));
        parameters.put("routes", choices(Ways.routes(), "Not said"));
        parameters.put("schedule", card.schedule().isThere());
        parameters.put("revision", revision);
        return parameters;
    }

    private static String answer(Typed typed, Card card, Screening.Question question) {
        Screening.Answer answer = typed.answers().get(question);
        if (answer == null && !typed.none()) {
            answer = card.screening().answers().get(question);
        }
        return answer == null ? "" : answer.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean isChild(Card card) {
        LocalDate birth = card.birth();
        return birth == null || birth.plusYears(ADULT).isAfter(card.today());
    }

    private static List<Choice> eligibilities() {
        List<Choice> choices = new ArrayList<>(List.of(new Choice("", "Not asked")));
        Stream.of(NewDose.Eligibility.values()).forEach(each -> choices.add(new Choice(each.name(), each.words())));
        return choices;
    }

    private static List<Choice> choices(Map<String, String> words, String none) {
        List<Choice> choices = new ArrayList<>(List.of(new Choice("", none)));
        words.forEach((code, text) -> choices.add(new Choice(code, text)));
        return choices;
    }

    private GiveForm.Row row(
            Visit visit, TypedRow row, List<Lot> stock, List<ShotFinding> findings, Map<String, String> reasons) {
        Dates dates = new Dates(desk.clock().getZone());
        List<Choice> lots = new ArrayList<>();
        for (Lot lot : stock) {
            if (lot.vaccine().name().equals(row.vaccine().name())) {
                LocalDate expiry = lot.expiry();
                lots.add(new Choice(
                        lot.id(),
                        lot.number() + (expiry == null ? "" : " · until " + dates.date(expiry.toString())) + " · "
                                + lot.count() + " left · " + lot.funding().words()));
            }
        }
        lots.add(new Choice("", "Another lot, typed"));
        return new GiveForm.Row(
                row.number(),
                row.vaccine().name(),
                row.used(),
                row.lot().map(Lot::id).orElse(""),
                lots,
                row.lotNumber(),
                row.expiry(),
                row.site(),
                row.route(),
                row.amount(),
                String.join(
                        "; ",
                        row.vaccine().sheets().stream()
                                .map(each -> each.name() + ", "
                                        + dates.date(each.edition().toString()))
                                .toList()),
                findings.stream()
                        .map(each -> new GiveForm.Finding(
                                each,
                                CardViews.dated(each.words(), dates),
                                each.stops() && mayAnswer(visit, each) ? "reason-" + each.key() : "",
                                reasons.getOrDefault(each.key(), ""),
                                cannot(visit, each)))
                        .toList());
    }

    private static String cannot(Visit visit, ShotFinding finding) {
        return finding.kind().answerable() == ShotFinding.Answerable.BY_PRESCRIBERS && !mayAnswer(visit, finding)
                ? "Only who may order can have it given nevertheless."
                : "";
    }

    private Answer page(
            Visit visit,
            String patient,
            int status,
            java.util.function.Function<org.throughline.clinic.ChartView, Map<String, Object>> more) {
        if (!Immunizations.mayGive(visit.caller())) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "immunizations", Set.of(), false);
        return desk.pages().page(visit, wanted, status, "clinic/immunization/give.jte", more);
    }

    static int mostRows() {
        return MOST_ROWS;
    }
}
