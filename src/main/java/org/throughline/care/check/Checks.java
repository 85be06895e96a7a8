package org.throughline.care.check;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.Parts;
import org.throughline.database.OpenTransaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Bodies;
import org.throughline.record.Gate;
import org.throughline.safety.SafetyCheck;
import org.throughline.safety.answer.Checked;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Result;
import org.throughline.safety.patient.Snapshot;
import org.throughline.safety.rule.FileState;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.RuleVersion;
import org.throughline.search.Searches;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;

/** Runs the checks over orders for a patient, on what the record says at that moment. */
public final class Checks {
    /** An answered finding stays quiet no longer. */
    private static final int QUIET_MONTHS = 12;

    /** Operators are told as long before the rules are past their date. */
    private static final int NOTICE_DAYS = 60;
    /** The question about breastfeeding, which has no code of ours. */
    public static final String BREASTFEEDING = ObservationReader.BREASTFEEDING;

    private static final Caller PRODUCT = new Caller("checks", "Checks of orders", Rights.EVERYTHING);

    private final Supplier<SafetyCheck> safety;
    private final Searches searches;
    private final Bodies bodies;
    private final Function<Caller, Gate.Visible> visible;
    private final SnapshotReader snapshots;
    private final OrderReader orders;
    private final RuleBook rules;
    private final Clock clock;

    /**
     * The checks.
     *
     * @param safety the checks as they are in force
     * @param visible tells what somebody may see, outside of transactions
     * @param clock of the practice, in whose time zone days begin
     */
    public Checks(
            Supplier<SafetyCheck> safety,
            Drugs drugs,
            Catalogues catalogues,
            Labs labs,
            Imaging imaging,
            Searches searches,
            Bodies bodies,
            Function<Caller, Gate.Visible> visible,
            RuleBook rules,
            Clock clock) {
        this.searches = searches;
        this.bodies = bodies;
        this.visible = visible;
        this.rules = rules;
        TreatmentReader treatments = new TreatmentReader(drugs);
        this.safety = safety;
        this.orders = new OrderReader(treatments, labs, new ImagingReader(imaging));
        this.snapshots = new SnapshotReader(treatments, AllergyReader.of(catalogues), orders, tests(safety.get()));
        this.clock = clock;
    }

    private static Set<String> tests(SafetyCheck safety) {
        return Stream.concat(
                        Stream.of(Result.WEIGHT, Result.HEIGHT),
                        safety.knowledge().labs().values().stream().flatMap(each -> each.loincs().stream()))
                .collect(Collectors.toSet());
    }

    /**
     * What the checks say of orders that are not signed yet, to somebody: as they would be found at the gate.
     *
     * @param resources MedicationRequests and ServiceRequests of one patient, with ids
     * @param by a reference to who would sign
     */
    public Looked look(Caller caller, String patient, List<JsonObject> resources, String by) {
        Looked looked = look(lookup(caller), patient, resources, by, Kept.from(visible.apply(caller)), Kept.nothing());
        rules.shown(RuleBook.spoken(looked, patient, by));
        return looked;
    }

    /**
     * What the checks say of orders for a patient of somebody else's, from what was sent along.
     *
     * @param by names who would sign, to whoever asks
     */
    public Looked look(Sent sent, String patient, List<JsonObject> resources, String by) {
        Looked looked = look(sent.lookup(), patient, resources, by, Kept.nothing(), Kept.nothing());
        rules.shown(RuleBook.spoken(looked, patient, by));
        return looked;
    }

    /** Is told that somebody elsewhere went on in spite of findings, by the ids of {@link RuleBook#id}. */
    public void overridden(List<byte[]> findings) {
        rules.overridden(findings);
    }

    /** What speaks against what a patient takes, to somebody. */
    public List<Finding> speaksAgainst(Caller caller, String patient) {
        return speaksAgainst(lookup(caller), patient, Kept.from(visible.apply(caller)));
    }

    /** What speaks against what a patient of somebody else's takes, from what was sent along. */
    public List<Finding> speaksAgainst(Sent sent, String patient) {
        return speaksAgainst(sent.lookup(), patient, Kept.nothing());
    }

    private List<Finding> speaksAgainst(Lookup lookup, String patient, Kept unseen) {
        SnapshotReader.Read read = snapshots.read(
                lookup, patient, LocalDate.now(clock), SnapshotReader.Asked.NOTHING, Set.of(), unseen, Kept.nothing());
        return safety.get().checkTaken(read.snapshot(), rules.off("")).dangers();
    }

    /**
     * What the checks say of some orders, each also against the others.
     *
     * @param resources MedicationRequests and ServiceRequests of one patient, with ids
     * @param by a reference to who signs, whose earlier answers hold
     * @param unseen what is kept from whoever signs
     * @param besides what is told of as if it were
     */
    Looked look(Lookup lookup, String patient, List<JsonObject> resources, String by, Kept unseen, Kept besides) {
        LocalDate today = LocalDate.now(clock);
        Set<String> own = resources.stream()
                .map(each -> Parts.text(each, "resourceType") + "/" + Parts.text(each, "id"))
                .collect(Collectors.toSet());
        Set<String> tests = resources.stream()
                .flatMap(each -> Stream.concat(orders.tests(each).stream(), orders.sought(each).codes().stream()))
                .collect(Collectors.toSet());
        SnapshotReader.Read read = snapshots.read(
                lookup,
                patient,
                today,
                new SnapshotReader.Asked(safety.get().knowledge().sameTests(tests), OrderReader.hasImaging(resources)),
                own,
                unseen,
                besides);
        List<Order> asked = new ArrayList<>();
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < resources.size(); i++) {
            Order order = orders.read(resources.get(i), read.referred(), today).orElse(null);
            if (order != null) {
                places.put(i, asked.size());
                asked.add(order);
            }
        }
        Checked checked = safety.get().check(read.snapshot(), asked, rules.off(by));
        List<Looked.Order> answers = new ArrayList<>();
        for (int i = 0; i < resources.size(); i++) {
            Integer place = places.get(i);
            answers.add(new Looked.Order(
                    place == null ? List.of() : checked.orders().get(place).answers()));
        }
        return new Looked(answers, earlier(read.medications(), by, today), unwell(today));
    }

    /** Counts what was found of orders that come into force. */
    void signed(OpenTransaction transaction, Looked looked, String patient, String by) {
        rules.signed(transaction, RuleBook.spoken(looked, patient, by));
    }

    /** Which rules there are, of what version, from what source. */
    public Knowledge knowledge() {
        return safety.get().knowledge();
    }

    /**
     * What speaks against what a patient takes already.
     *
     * @param dangers each once
     * @param medications the prescriptions and statements that were looked at
     */
    record TakenLook(List<Finding> dangers, List<JsonObject> medications) {}

    /** Checks what a patient takes, as if it were ordered now. */
    TakenLook taken(String patient) {
        LocalDate today = LocalDate.now(clock);
        SnapshotReader.Read read = snapshots.read(
                lookup(), patient, today, SnapshotReader.Asked.NOTHING, Set.of(), Kept.marked(), Kept.nothing());
        if (read.refused() && read.withholds()) {
            return new TakenLook(List.of(), read.medications());
        }
        Set<String> marked = Kept.marked().among(read.medications());
        // What is found becomes a task that several read: when something is kept from one of them, it is told to none.
        List<Finding> dangers = safety.get().checkTaken(read.snapshot(), rules.off("")).dangers().stream()
                .map(each ->
                        read.withholds() || Recheck.references(each).stream().anyMatch(marked::contains)
                                ? each.asKept()
                                : each)
                .toList();
        return new TakenLook(dangers, read.medications());
    }

    /**
     * What is known of a patient.
     *
     * @param refused whether the patient does not want what is kept private to be used: then it is not in the snapshot
     */
    public record Known(Snapshot snapshot, boolean refused) {}

    /**
     * What is known of a patient.
     *
     * @param unseen what is kept from whoever asks
     * @param besides what is told of as if it were
     */
    public Known known(Lookup lookup, String patient, Kept unseen, Kept besides) {
        SnapshotReader.Read read = snapshots.read(
                lookup, patient, LocalDate.now(clock), SnapshotReader.Asked.NOTHING, Set.of(), unseen, besides);
        return new Known(read.snapshot(), read.refused());
    }

    /** Tells what somebody may not see, outside of transactions. */
    public Kept kept(Caller caller) {
        return Kept.from(visible.apply(caller));
    }

    /** Looks for whatever the product needs to know. */
    public Lookup lookup() {
        return Lookup.through(searches::run, bodies, PRODUCT.withOutside());
    }

    private Lookup lookup(Caller asking) {
        return Lookup.through(searches::run, bodies, PRODUCT, asking);
    }

    /** LOINC codes of what is asked and measured of patients and that rules look at. */
    public Set<String> asked() {
        return Stream.concat(
                        snapshots.tests().stream(), Stream.of(ObservationReader.PREGNANCY, ObservationReader.DELIVERY))
                .collect(Collectors.toSet());
    }

    /** Within how many days a rule says that a test or examination is not repeated; 0 for another rule. */
    public int interval(String rule) {
        return knowledge().interval(rule);
    }

    /** The files of knowledge that are not well today. */
    public List<FileState> unwell() {
        return unwell(LocalDate.now(clock));
    }

    /** What operators are to be told of the files of knowledge: what is wrong, or will be soon; empty for nothing. */
    public String warning() {
        LocalDate today = LocalDate.now(clock);
        List<String> wrong = unwell(today).stream()
                .map(each -> each.file().fileName() + " is " + state(each.on(today)))
                .toList();
        if (!wrong.isEmpty()) {
            return "Orders are not wholly checked: " + String.join(", ", wrong) + ".";
        }
        return safety.get().knowledge().files().stream()
                .flatMap(each -> Stream.ofNullable(each.version()))
                .map(RuleVersion::until)
                .min(Comparator.naturalOrder())
                .filter(until -> today.plusDays(NOTICE_DAYS).isAfter(until))
                .map(until -> "Rules of the checks are good until " + until + " only. Bring the product up to date.")
                .orElse("");
    }

    private static String state(FileState.State state) {
        return switch (state) {
            case OK -> "well";
            case MISSING -> "missing";
            case ALTERED -> "altered";
            case BROKEN -> "not readable";
            case STALE -> "past its date";
        };
    }

    private List<FileState> unwell(LocalDate today) {
        return safety.get().knowledge().files().stream()
                .filter(each -> each.on(today) != FileState.State.OK)
                .toList();
    }

    private static Map<String, Earlier> earlier(List<JsonObject> medications, String by, LocalDate today) {
        Map<String, Earlier> newest = new HashMap<>();
        medications.stream()
                .flatMap(Answers::earlier)
                .filter(each -> each.by().equals(by)
                        && each.on().plusMonths(QUIET_MONTHS).isAfter(today))
                .forEach(each ->
                        newest.merge(each.key(), each, (one, other) -> one.on().isAfter(other.on()) ? one : other));
        return newest;
    }
}
