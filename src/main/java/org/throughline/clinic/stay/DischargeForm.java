package org.throughline.clinic.stay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.order.OpenOrder;
import org.throughline.care.order.OrderKind;
import org.throughline.care.stay.Discharge;
import org.throughline.care.stay.OpenStay;
import org.throughline.care.taking.Row;
import org.throughline.http.Form;
import org.throughline.ui.TypedDate;

/**
 * A discharge as it is typed.
 *
 * @param drugs those of the patient's list, and a few lines for others
 * @param pending the orders that are out
 */
public record DischargeForm(
        String course, List<Drug> drugs, List<Pending> pending, List<FollowUp> followUps, String whereto) {
    private static final int MORE_DRUGS = 2;
    private static final int FOLLOW_UPS = 3;
    private static final int MOST = 200;
    private static final int DAY = 10;

    public DischargeForm {
        drugs = List.copyOf(drugs);
        pending = List.copyOf(pending);
        followUps = List.copyOf(followUps);
    }

    /**
     * A drug.
     *
     * @param known whether it is of the patient's list; else its name is typed
     */
    public record Drug(boolean known, String what, String how, String change, String why) {}

    /** An order that is out. */
    public record Pending(String order, String what, boolean ticked) {}

    /** What is to be done. */
    public record FollowUp(String who, String what, String by) {
        boolean isEmpty() {
            return who.isBlank() && what.isBlank() && by.isBlank();
        }
    }

    /** What the form begins with: drugs that were ordered in the stay are new. */
    static DischargeForm begun(OpenStay stay, List<Row> taken, List<OpenOrder> orders) {
        String since = stay.begun().toString().substring(0, DAY);
        List<Drug> drugs = new ArrayList<>();
        taken.stream().limit(MOST).forEach(row -> {
            boolean isNew =
                    row.prescribedHere().isPresent() && row.first().since().compareTo(since) >= 0;
            drugs.add(new Drug(
                    true,
                    row.first().what().text(),
                    row.first().how(),
                    (isNew ? Discharge.Change.NEW : Discharge.Change.CONTINUED).name(),
                    ""));
        });
        for (int i = 0; i < MORE_DRUGS; i++) {
            drugs.add(new Drug(false, "", "", Discharge.Change.NEW.name(), ""));
        }
        return new DischargeForm(
                "",
                drugs,
                orders.stream()
                        .filter(each -> each.kind() == OrderKind.LAB || each.kind() == OrderKind.IMAGING)
                        .filter(each -> each.holder().isEmpty())
                        .limit(MOST)
                        .map(each -> new Pending(each.order(), each.name(), true))
                        .toList(),
                IntStream.range(0, FOLLOW_UPS)
                        .mapToObj(ignored -> new FollowUp("", "", ""))
                        .toList(),
                "home");
    }

    /** What was sent. */
    static DischargeForm of(Form form) {
        List<Drug> drugs = new ArrayList<>();
        for (int i = 0; i < MOST && form.has("drug-" + i + "-change"); i++) {
            drugs.add(new Drug(
                    form.value("drug-" + i + "-known").equals("yes"),
                    form.value("drug-" + i + "-what").strip(),
                    form.value("drug-" + i + "-how").strip(),
                    form.value("drug-" + i + "-change"),
                    form.value("drug-" + i + "-why").strip()));
        }
        List<Pending> pending = new ArrayList<>();
        for (int i = 0; i < MOST && form.has("pending-" + i + "-order"); i++) {
            pending.add(new Pending(
                    form.value("pending-" + i + "-order"),
                    form.value("pending-" + i + "-what"),
                    form.value("pending-" + i).equals("yes")));
        }
        List<FollowUp> followUps = IntStream.range(0, FOLLOW_UPS)
                .mapToObj(i -> new FollowUp(
                        form.value("follow-" + i + "-who").strip(),
                        form.value("follow-" + i + "-what").strip(),
                        form.value("follow-" + i + "-by").strip()))
                .toList();
        return new DischargeForm(form.value("course"), drugs, pending, followUps, form.value("whereto"));
    }

    /** What is wrong, by field. */
    Map<String, String> faults(List<OpenOrder> orders, LocalDate today) {
        Map<String, String> faults = new HashMap<>();
        if (course.length() > Discharge.LONGEST_COURSE) {
            faults.put("course", "Write " + Discharge.LONGEST_COURSE + " letters at most.");
        }
        for (int i = 0; i < drugs.size(); i++) {
            Drug drug = drugs.get(i);
            Discharge.@Nullable Change change = change(drug.change());
            if (drug.what().isEmpty()) {
                if (!drug.how().isEmpty() || !drug.why().isEmpty()) {
                    faults.put("drug-" + i + "-what", "Say which drug.");
                }
                continue;
            }
            if (change == null) {
                faults.put("drug-" + i + "-change", "Say what was done.");
            } else if (change != Discharge.Change.CONTINUED && drug.why().isEmpty()) {
                faults.put("drug-" + i + "-why", "Say why.");
            } else if (change == Discharge.Change.CHANGED && drug.how().isEmpty()) {
                faults.put("drug-" + i + "-how", "Say how it is taken now.");
            }
        }
        for (int i = 0; i < followUps.size(); i++) {
            FollowUp each = followUps.get(i);
            if (!each.isEmpty() && each.what().isEmpty()) {
                faults.put("follow-" + i + "-what", "Say what is to be done.");
            }
            if (!each.isEmpty() && day(each.by(), today) == null) {
                faults.put("follow-" + i + "-by", "Write a day, as t+2w or 14/7/26.");
            }
        }
        boolean stranger = pending.stream()
                .filter(Pending::ticked)
                .anyMatch(
                        each -> orders.stream().noneMatch(order -> order.order().equals(each.order())));
        if (stranger) {
            faults.put("pending", "One of these orders is over now. Look again.");
        }
        return faults;
    }

    /** What it says; for a form without faults. */
    Discharge discharge(String from, List<OpenOrder> orders, LocalDate today) {
        return new Discharge(
                from,
                course.strip(),
                drugs.stream()
                        .filter(each -> !each.what().isEmpty())
                        .flatMap(each -> Stream.ofNullable(change(each.change()))
                                .map(change -> new Discharge.Drug(
                                        change,
                                        each.what(),
                                        change == Discharge.Change.STOPPED ? "" : each.how(),
                                        each.why())))
                        .toList(),
                orders.stream()
                        .filter(order -> pending.stream()
                                .anyMatch(each -> each.ticked() && each.order().equals(order.order())))
                        .map(order -> new Discharge.Pending(order.order(), order.name()))
                        .toList(),
                followUps.stream()
                        .filter(each -> !each.isEmpty())
                        .flatMap(each -> Stream.ofNullable(day(each.by(), today))
                                .map(day -> new Discharge.FollowUp(each.who(), each.what(), day)))
                        .toList());
    }

    private static Discharge.@Nullable Change change(String code) {
        return Stream.of(Discharge.Change.values())
                .filter(each -> each.name().equals(code))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable LocalDate day(String typed, LocalDate today) {
        return TypedDate.read(typed, today)
                .filter(date -> date.length() == DAY)
                .map(LocalDate::parse)
                .orElse(null);
    }
}
