package org.throughline.clinic.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Concept;
import org.throughline.care.order.FollowUp;
import org.throughline.care.order.OrderDraft;
import org.throughline.care.order.OrderKind;
import org.throughline.care.order.Particulars;
import org.throughline.care.order.Reason;
import org.throughline.care.order.Repeat;
import org.throughline.care.order.Supply;
import org.throughline.care.order.Urgency;
import org.throughline.care.referral.Destination;
import org.throughline.clinic.order.Basket.Item;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.Reading;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.SigWords;
import org.throughline.terminology.sig.Step;
import org.throughline.terminology.sig.Supplies;
import org.throughline.terminology.sig.TimeUnit;
import org.throughline.terminology.sig.UsualSigs;
import org.throughline.ui.Dates;
import org.throughline.ui.TypedDate;

/**
 * Reads the items of a basket into orders. Pure but for what it is given of the patient.
 *
 * @param problems names of the problems in the chart, by the Conditions' ids
 * @param kilograms the patient's last weight; null when it is not known
 * @param pharmacy the id of the Organization that drugs are sent to; empty for paper
 * @param destinations whom somebody means who types to whom it goes
 */
record ItemReader(
        OrderCatalog catalogs,
        Map<String, String> problems,
        @Nullable BigDecimal kilograms,
        String pharmacy,
        Function<String, Destination> destinations,
        Dates dates,
        LocalDate today) {
    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,2})?)\\s*(\\p{L}*)");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,2}");
    private static final int MOST_REFILLS = 11;
    private static final int MONTH = 30;
    private static final int MOST_USUAL = 5;

    /** The order that an item is, or what is wrong with it. */
    Drafted read(Item item) {
        OrderKind kind = kind(item);
        Map<String, String> faults = new LinkedHashMap<>();
        Particulars particulars = new Particulars(
                Urgency.of(item.field("urgency")), reasons(item), day(item, "start", faults), item.field("note"));
        return kind == OrderKind.DRUG ? drug(item, particulars, faults) : service(kind, item, particulars, faults);
    }

    static OrderKind kind(Item item) {
        return Stream.of(OrderKind.values())
                .filter(each -> each.key().equals(item.field("kind")))
                .findFirst()
                .orElse(OrderKind.PROCEDURE);
    }

    private Drafted drug(Item item, Particulars particulars, Map<String, String> faults) {
        Product product =
                catalogs.product(item.field("code"), item.field("name")).orElse(null);
        String schedule = catalogs.schedule(item.field("code"), item.field("name"));
        Reading reading = reading(item.field("sig"), product);
        if (reading instanceof Reading.Unclear unclear) {
            faults.put("sig", unclear.word().isEmpty() ? unclear.why() : "“" + unclear.word() + "”: " + unclear.why());
            return new Drafted(null, faults, "");
        }
        Reading.Understood understood = (Reading.Understood) reading;
        Sig sig = understood.sig();
        Supply supply = isHere(item)
                ? new Supply(null, product == null ? "" : product.form().unit(), null, 0)
                : supply(item, sig, product, schedule, faults);
        String sentence = Stream.of(
                        product == null ? sig.note() : SigWords.of(sig, product),
                        understood.arithmetic() == null ? "" : understood.arithmetic(),
                        isHere(item) ? "given here" : words(supply),
                        isHere(item) ? "" : controlled(schedule))
                .filter(each -> !each.isEmpty())
                .reduce((one, other) -> one + " · " + other)
                .orElse("");
        OrderDraft.Drug draft = new OrderDraft.Drug(
                catalogs.drug(product, item.field("name")),
                product,
                schedule,
                sig,
                supply,
                item.field("aswritten").equals("yes"),
                isHere(item),
                item.field("takes"),
                pharmacy,
                item.field("answers"),
                particulars);
        return new Drafted(faults.isEmpty() ? draft : null, faults, sentence, steps(sig, product, particulars.start()));
    }

    /** The stretches of a dosage that changes as time goes by, on their days. */
    private List<ItemView.StepView> steps(Sig sig, @Nullable Product product, @Nullable LocalDate start) {
        if (product == null || sig.steps().size() < 2) {
            return List.of();
        }
        List<ItemView.StepView> steps = new ArrayList<>();
        LocalDate from = start == null ? today : start;
        for (Step step : sig.steps()) {
            Sig one = Sig.of(step);
            Integer days = Supplies.duration(one).orElse(null);
            String begins = dates.date(from.toString());
            steps.add(new ItemView.StepView(
                    days == null
                            ? "from " + begins
                            : begins + " – "
                                    + dates.date(from.plusDays(days - 1L).toString()),
                    SigWords.of(one, product)));
            if (days == null) {
                break;
            }
            from = from.plusDays(days);
        }
        return steps;
    }

    private static boolean isHere(Item item) {
        return item.field("where").equals("here");
    }

    /** What must be known of a controlled substance: no network may take its prescription from here. */
    private static String controlled(String schedule) {
        return switch (schedule) {
            case "" -> "";
            case Product.UNKNOWN_SCHEDULE ->
                "whether this is a controlled substance is not known here: it is treated as one and printed";
            default ->
                "schedule " + schedule
                        + ": this product is not certified (DEA EPCS) to send prescriptions of controlled substances";
        };
    }

    /** How a drug is usually taken, as long as nothing is said of that. */
    List<UsualSigs.Usual> usual(Item item) {
        return kind(item) == OrderKind.DRUG && item.field("sig").isBlank()
                ? catalogs.product(item.field("code"), item.field("name")).stream()
                        .flatMap(product -> catalogs.usual().of(product, kilograms).stream())
                        .limit(MOST_USUAL)
                        .toList()
                : List.of();
    }

    /** A drug that no catalogue knows is told in words. */
    private Reading reading(String typed, @Nullable Product product) {
        if (typed.isBlank()) {
            return new Reading.Unclear("", "Say how it is taken.", List.of());
        }
        return product == null
                ? new Reading.Understood(Sig.inWords(typed), null)
                : catalogs.sigs().read(typed, product, kilograms);
    }

    private static Supply supply(
            Item item, Sig sig, @Nullable Product product, String schedule, Map<String, String> faults) {
        int refills = 0;
        if (!item.field("refills").isEmpty()) {
            Matcher whole = WHOLE.matcher(item.field("refills"));
            refills = whole.matches() ? Integer.parseInt(whole.group()) : MOST_REFILLS + 1;
            if (refills > MOST_REFILLS) {
                faults.put("refills", "Write a whole number up to " + MOST_REFILLS + ".");
                refills = 0;
            }
        }
        if (refills > 0 && schedule.equals("II")) {
            faults.put("refills", "A drug of schedule II has no refills.");
        }
        Supply reckoned = reckoned(sig, product, refills);
        if (item.field("quantity").isEmpty()) {
            return reckoned;
        }
        Matcher typed = QUANTITY.matcher(item.field("quantity"));
        if (!typed.matches() || new BigDecimal(typed.group(1)).signum() == 0) {
            faults.put("quantity", "Write how much, as 30 or 100 mL.");
            return reckoned;
        }
        return new Supply(
                new BigDecimal(typed.group(1)),
                typed.group(2).isEmpty() ? reckoned.unit() : typed.group(2),
                null,
                refills);
    }

    /** What is taken without an end is dispensed for a month at a time; as needed without an end, somebody says how much. */
    private static Supply reckoned(Sig sig, @Nullable Product product, int refills) {
        String counted = product == null ? "" : product.form().unit();
        boolean open = sig.steps().stream().anyMatch(step -> step.asNeeded() != null && step.duration() == null);
        if (product == null || open) {
            return new Supply(null, counted, null, refills);
        }
        return Supplies.needed(sig, product, MONTH)
                .map(needed -> new Supply(needed.amount(), needed.unit(), null, refills))
                .orElseGet(() -> new Supply(null, counted, null, refills));
    }

    private static String words(Supply supply) {
        BigDecimal quantity = supply.quantity();
        String much = quantity == null ? "" : "dispense " + SigWords.amount(quantity, supply.unit());
        String again = supply.refills() == 0 ? "" : supply.refills() == 1 ? "1 refill" : supply.refills() + " refills";
        return Stream.of(much, again)
                .filter(each -> !each.isEmpty())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private Drafted service(OrderKind kind, Item item, Particulars particulars, Map<String, String> faults) {
        Repeat repeat = repeat(item, faults);
        FollowUp followUp = followUp(item, faults);
        List<String> details = Stream.of(
                        detail("Side", item.field("side")),
                        detail("Question", item.field("question")),
                        detail("History", item.field("history")),
                        detail("Follow-up after", followUp == null ? "" : followUp.words()),
                        detail("To", item.field("whom")))
                .flatMap(Optional::stream)
                .toList();
        Concept what = catalogs.service(kind, item.field("name"));
        OrderDraft.Service draft = new OrderDraft.Service(
                kind,
                what,
                repeat,
                followUp,
                details,
                kind == OrderKind.REFERRAL ? destinations.apply(item.field("whom")) : new Destination("", ""),
                particulars);
        return new Drafted(faults.isEmpty() ? draft : null, faults, sentence(particulars, repeat, details));
    }

    private static Optional<String> detail(String label, String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(label + ": " + value);
    }

    private String sentence(Particulars particulars, @Nullable Repeat repeat, List<String> details) {
        List<String> parts = new ArrayList<>(details);
        if (particulars.urgency() != Urgency.ROUTINE) {
            parts.add(particulars.urgency().words());
        }
        LocalDate start = particulars.start();
        if (start != null) {
            parts.add("on " + dates.date(start.toString()));
        }
        if (repeat != null) {
            LocalDate until = repeat.until();
            parts.add("every " + (repeat.every() == 1 ? "" : repeat.every() + " ")
                    + repeat.unit().word() + (repeat.every() == 1 ? "" : "s")
                    + (until == null ? "" : " until " + dates.date(until.toString())));
        }
        particulars.reasons().forEach(each -> parts.add("for " + each.what().text()));
        return String.join(" · ", parts);
    }

    private static @Nullable FollowUp followUp(Item item, Map<String, String> faults) {
        if (item.field("followup").isEmpty()) {
            return null;
        }
        FollowUp read = FollowUp.read(item.field("followup")).orElse(null);
        if (read == null) {
            faults.put("followup", "Write an interval, as 6w or 3m.");
        }
        return read;
    }

    private @Nullable Repeat repeat(Item item, Map<String, String> faults) {
        if (item.field("every").isEmpty()) {
            return null;
        }
        if (!WHOLE.matcher(item.field("every")).matches() || Integer.parseInt(item.field("every")) == 0) {
            faults.put("every", "Write a whole number, as 3 for every 3 months.");
            return null;
        }
        TimeUnit unit = switch (item.field("unit")) {
            case "month" -> TimeUnit.MONTH;
            case "day" -> TimeUnit.DAY;
            default -> TimeUnit.WEEK;
        };
        return new Repeat(Integer.parseInt(item.field("every")), unit, day(item, "until", faults));
    }

    private @Nullable LocalDate day(Item item, String field, Map<String, String> faults) {
        String typed = item.field(field);
        if (typed.isEmpty()) {
            return null;
        }
        Optional<LocalDate> day =
                TypedDate.read(typed, today).filter(date -> date.length() == 10).map(LocalDate::parse);
        if (day.isEmpty() || day.get().isBefore(today)) {
            faults.put(field, day.isEmpty() ? "Write a day, as 14/7/26 or t+3m." : "This day is past.");
        }
        return day.orElse(null);
    }

    private List<Reason> reasons(Item item) {
        List<Reason> reasons = new ArrayList<>();
        for (String id : item.field("reason").split(" ", -1)) {
            String name = problems.get(id);
            if (name != null) {
                reasons.add(new Reason(id, new Concept(name, List.of())));
            }
        }
        if (!item.field("because").isEmpty()) {
            reasons.add(new Reason("", catalogs.problem(item.field("because"))));
        }
        return reasons;
    }
}
