package org.throughline.clinic.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughline.access.Interaction;
import org.throughline.care.check.Looked;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.order.ByWord;
import org.throughline.care.order.OrderDraft;
import org.throughline.care.prescription.Pharmacy;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Visit;

/** Signs what is in a basket, enters it on a prescriber's word, and signs what others entered so. */
record BasketSigning(OrderDesk desk, BasketPage basketPage) {
    private static final String UNANSWERED = "This answers what a pharmacy asked and would not be sent, so the pharmacy"
            + " would go on waiting. Say to which pharmacy it goes, or deny what was asked and order it on paper.";

    /** Signs all that is in the basket. */
    Answer sign(Visit visit, String patient, int revision, Basket basket) {
        BasketPage.requireSigner(visit);
        String typed = basket.hasDrugs() ? basketPage.typed(visit, patient, basket) : "";
        Optional<Pharmacy> pharmacy =
                typed.isEmpty() ? Optional.empty() : desk.pharmacies().labelled(visit.caller(), typed);
        List<OrderDraft> drafts = drafts(
                visit,
                patient,
                basket,
                pharmacy.filter(Pharmacy::connected).map(Pharmacy::id).orElse(""));
        if (drafts.size() < basket.items().size() || drafts.isEmpty() || (!typed.isEmpty() && pharmacy.isEmpty())) {
            return refused(visit, patient, revision, basket, "What is marked needs another look.");
        }
        if (leavesUnanswered(drafts)) {
            return refused(visit, patient, revision, basket, UNANSWERED);
        }
        if (isDead(visit, patient)) {
            return refused(
                    visit, patient, revision, basket, "This patient has died. Say that it is ordered nevertheless.");
        }
        Entries.Chart chart = EntryDesk.chart(visit, patient);
        Factor factor = isControlled(drafts) && !isUnanswered(chart, drafts, basket) ? factor(visit) : Factor.NONE;
        if (!factor.missing().isEmpty()) {
            return refused(visit, patient, revision, basket, factor.missing());
        }
        try {
            List<String> signed =
                    desk.orders().sign(chart, drafts, basket.answers(), basket.acknowledged(), factor.word());
            desk.drafts().drop(BasketPage.author(visit), BasketPage.address(patient));
            if (visit.form().has("prefer") && visit.caller().may(Interaction.UPDATE, "Patient")) {
                pharmacy.ifPresent(each -> desk.pharmacies().prefer(visit.caller(), patient, each.id()));
            }
            return Answer.redirect(BasketPage.address(patient) + "?signed=" + String.join(",", signed));
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.Invalid invalid)) {
                throw e;
            }
            return refused(visit, patient, revision, basket, why(invalid, chart, drafts, basket));
        }
    }

    /** Why the gate held the orders back, in the words of the page. */
    private String why(Failure.Invalid refusal, Entries.Chart chart, List<OrderDraft> drafts, Basket basket) {
        if (isUnanswered(chart, drafts, basket)) {
            return "Something dangerous is not answered yet.";
        }
        return desk.orders().unwell().isEmpty() || basket.acknowledged()
                ? refusal.message()
                : "Say that you know that not all was checked.";
    }

    /**
     * A second factor.
     *
     * @param word by which the gate knows that it was shown; empty for none
     * @param missing what is to be said when it was asked for and not shown
     */
    private record Factor(String word, String missing) {
        private static final Factor NONE = new Factor("", "");
    }

    private Factor factor(Visit visit) {
        String code = visit.form().value("factor");
        if (code.isBlank()) {
            return new Factor("", "A controlled substance is signed with the code of your authenticator app too.");
        }
        return desk.second()
                .shown(visit.session(), code)
                .map(word -> new Factor(word, ""))
                .orElseGet(() -> new Factor("", "The code of your authenticator app is wrong, or was used already."));
    }

    /** Enters the basket on a prescriber's word. */
    Answer enter(Visit visit, String patient, int revision, Basket basket) {
        if (!BasketPage.enters(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include entering orders of others."));
        }
        Form form = visit.form();
        Choice prescriber = desk.prescribers().get().stream()
                .filter(each -> each.code().equals(form.value("prescriber")))
                .findFirst()
                .orElse(null);
        ByWord.How how = ByWord.How.of(form.value("how"));
        String protocol = how == ByWord.How.STANDING ? form.value("protocol") : "";
        if (prescriber == null) {
            return refused(visit, patient, revision, basket, "Say whose orders these are.");
        }
        if (how == ByWord.How.STANDING && !desk.protocols().get().contains(protocol)) {
            return refused(visit, patient, revision, basket, "Say which standing order it is.");
        }
        List<OrderDraft> drafts = drafts(visit, patient, basket, "");
        if (drafts.size() < basket.items().size() || drafts.isEmpty()) {
            return refused(visit, patient, revision, basket, "What is marked needs another look.");
        }
        if (leavesUnanswered(drafts)) {
            return refused(visit, patient, revision, basket, UNANSWERED);
        }
        if (isDead(visit, patient)) {
            return refused(
                    visit, patient, revision, basket, "This patient has died. Say that it is ordered nevertheless.");
        }
        if (isControlled(drafts)) {
            return refused(
                    visit, patient, revision, basket, "Whoever prescribes a controlled substance signs it themselves.");
        }
        try {
            List<String> entered = desk.orders()
                    .enter(
                            EntryDesk.chart(visit, patient),
                            drafts,
                            new ByWord(new Author(prescriber.code(), prescriber.words()), how, protocol),
                            basket.acknowledged());
            desk.drafts().drop(BasketPage.author(visit), BasketPage.address(patient));
            return Answer.redirect(BasketPage.address(patient) + "?entered=" + entered.size());
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.Invalid)) {
                throw e;
            }
            return refused(
                    visit,
                    patient,
                    revision,
                    basket,
                    "Something dangerous was found, or checks could not be made. Whoever prescribes must sign this"
                            + " themselves.");
        }
    }

    /** Signs what others entered on the visitor's word, or takes it back. */
    Answer countersign(Visit visit, String patient) {
        BasketPage.requireSigner(visit);
        Form form = visit.form();
        boolean rejects = form.value("act").equals("reject");
        if (rejects && form.value("reason").isBlank()) {
            throw new Failed(new Failure.Invalid("required", "reason", "Say why it is taken back."));
        }
        desk.countersigning()
                .sign(
                        EntryDesk.chart(visit, patient),
                        form.value("task"),
                        Basket.number(form.value("version")),
                        rejects ? form.value("reason") : "");
        return Answer.redirect(BasketPage.address(patient) + "?countersigned=" + (rejects ? "no" : "yes"));
    }

    /** @param pharmacy the id of that to which prescriptions go; empty for none */
    private List<OrderDraft> drafts(Visit visit, String patient, Basket basket, String pharmacy) {
        ItemReader reader = basketPage.reader(visit, patient, basketPage.problems(visit, patient), pharmacy);
        List<OrderDraft> drafts = new ArrayList<>();
        basket.items().forEach(item -> {
            OrderDraft draft = reader.read(item).draft();
            if (draft != null) {
                drafts.add(draft);
            }
        });
        return drafts;
    }

    /** Whether somebody orders for a patient who has died, and has not said that they know. */
    private boolean isDead(Visit visit, String patient) {
        return !visit.form().value("after-death").equals("yes")
                && desk.charts().person(visit.caller(), patient).deceased() != null;
    }

    /** Whether one answers what a pharmacy asked and would not be sent, so that the pharmacy would wait for ever. */
    private static boolean leavesUnanswered(List<OrderDraft> drafts) {
        return drafts.stream()
                .anyMatch(each ->
                        each instanceof OrderDraft.Drug drug && !drug.answers().isEmpty() && !drug.isSent());
    }

    private static boolean isControlled(List<OrderDraft> drafts) {
        return drafts.stream().anyMatch(each -> each instanceof OrderDraft.Drug drug && drug.isControlled());
    }

    /** Then nothing would be signed, and the code, which is good for once, would be used up. */
    private boolean isUnanswered(Entries.Chart chart, List<OrderDraft> drafts, Basket basket) {
        Looked looked = desk.orders().look(chart, drafts);
        return looked.orders().stream()
                .flatMap(each -> each.findings().stream())
                .anyMatch(each -> looked.mustBeAnswered(each)
                        && basket.answers().getOrDefault(looked.key(each), "").isBlank());
    }

    private Answer refused(Visit visit, String patient, int revision, Basket basket, String faults) {
        return basketPage.page(visit, patient, 422, new BasketPage.Shown(basket, revision, "", faults, true));
    }
}
