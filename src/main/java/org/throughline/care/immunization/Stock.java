package org.throughline.care.immunization;

import java.util.Comparator;
import java.util.List;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.search.Searches;
import org.throughline.terminology.vaccine.Vaccines;

/** The practice's lots of vaccines. */
public final class Stock {
    private static final String SUBSTANCE = "Substance";
    private static final int MOST = 500;
    private static final int MOST_GIVEN = 1_000;

    private final Records records;
    private final Finder finder;
    private final Vaccines vaccines;
    private final Types types;

    public Stock(Records records, Searches searches, Vaccines vaccines, Types types) {
        this.records = records;
        this.finder = new Finder(records, searches);
        this.vaccines = vaccines;
        this.types = types;
    }

    /** All lots, those first that expire first; what was entered in error is left out. */
    public List<Lot> lots(Caller caller) {
        return lots(caller, "active,inactive");
    }

    /** The lots that are in use, those first that expire first. */
    public List<Lot> inUse(Caller caller) {
        return lots(caller, "active");
    }

    private List<Lot> lots(Caller caller, String status) {
        return finder
                .find(
                        caller,
                        SUBSTANCE,
                        MOST,
                        Finder.of("_tag", "urn:throughline:code|" + LotResource.TAG),
                        Finder.of("status", status))
                .stream()
                .flatMap(each -> LotResource.read(each, vaccines).stream())
                .sorted(Comparator.comparing(Lot::expiry, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(each -> each.vaccine().name()))
                .toList();
    }

    /**
     * A lot.
     *
     * @throws Failed with {@link Failure.NotFound} when there is none
     */
    public Lot lot(Caller caller, String id) {
        return LotResource.read(finder.read(caller, SUBSTANCE, id), vaccines)
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such lot.")));
    }

    /** Adds a lot; its id. */
    public String add(Caller caller, Lot lot) {
        boolean known = lots(caller).stream()
                .anyMatch(each -> each.number().equalsIgnoreCase(lot.number())
                        && each.vaccine().cvx().equals(lot.vaccine().cvx())
                        && each.funding() == lot.funding());
        if (known) {
            throw new Failed(new Failure.Conflict(
                    "Lot " + lot.number() + " of this vaccine is in the stock already. Change its count there."));
        }
        JsonObject resource = LotResource.of(lot);
        return write(caller, new Intent.Create(SUBSTANCE, () -> resource, null, null), Action.CREATE, SUBSTANCE);
    }

    /**
     * Says how many there are, or that a lot may not be used any more or may again.
     *
     * @param version the version that was looked at
     */
    public void change(Caller caller, String id, int version, int count, Lot.State state) {
        write(
                caller,
                new Intent.Patch(
                        new Target.ById(SUBSTANCE, id),
                        before -> LotResource.in(LotResource.counted(before, count), state),
                        new Precondition.Version(version)),
                Action.UPDATE,
                SUBSTANCE + "/" + id);
    }

    /**
     * To whom doses of a lot were given, as far as the caller may see it: those that were taken from the stock, and those
     * that name its number.
     *
     * @param patient the Patient's id
     */
    public record GivenTo(String patient, Dose dose) {}

    /** To whom doses of a lot were given, the newest first. */
    public List<GivenTo> givenTo(Caller caller, Lot lot) {
        return finder
                .find(
                        caller,
                        "Immunization",
                        MOST_GIVEN,
                        Finder.of("lot-number", lot.number()),
                        Finder.of("status", "completed"),
                        Finder.of("_sort", "-date"))
                .stream()
                .filter(each -> DoseReader.read(each).cvx().equals(lot.vaccine().cvx()))
                .map(each -> new GivenTo(Parts.idOf(each.object("patient"), "Patient"), DoseReader.read(each)))
                .toList();
    }

    private String write(Caller caller, Intent intent, Action action, String target) {
        return java.util.Objects.requireNonNull(records.write(
                                caller,
                                List.of(intent),
                                (at, written, patients) -> Access.of(
                                        at,
                                        caller,
                                        action,
                                        types.number(SUBSTANCE),
                                        target,
                                        action == Action.CREATE ? 201 : 200,
                                        patients))
                        .getFirst()
                        .stored())
                .id();
    }
}
