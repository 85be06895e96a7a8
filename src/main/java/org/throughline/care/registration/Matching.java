package org.throughline.care.registration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.matching.Demographics;
import org.throughline.matching.DemographicsReader;
import org.throughline.matching.Judge;
import org.throughline.matching.Judgement;
import org.throughline.matching.Judgement.Answer;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * Who of those that are known somebody may be, among those whom a caller may see. What is found discloses who is known
 * here: whoever answers with it leaves an entry in the trail.
 */
public final class Matching {
    /** How many are compared that one search finds; more is as if it found nothing in particular. */
    private static final int MOST_LOOKED_AT = 200;

    /** How many merges of merged records are followed. */
    private static final int MOST_MERGES = 5;

    private static final String PATIENT = "Patient";

    private final Records records;
    private final Searches searches;
    private final Judge judge = Judge.shipped();

    public Matching(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /** Somebody who is known, and how they compare. */
    public record Match(Stored stored, JsonObject patient, Judgement judgement) {}

    /** Whether somebody is known, without saying who they are said to be. */
    public sealed interface Known {
        /** It is this patient: nobody need look. */
        record Certain(String patient) implements Known {}

        /** It may be one of these, the likeliest first: a person decides. */
        record Perhaps(List<String> patients) implements Known {
            public Perhaps {
                patients = List.copyOf(patients);
            }
        }

        /** It is nobody whom the caller may see. */
        record Nobody() implements Known {}
    }

    /**
     * Those who are, or may be, the person whom a Patient describes: the certain ones first, then the likelier.
     *
     * @throws Failed with {@link Failure.Forbidden} when the caller may not search patients, {@link Failure.Invalid} when
     *     the description is too little to look for anybody
     */
    public List<Match> find(Caller caller, JsonObject patient) {
        if (!caller.may(Interaction.SEARCH, PATIENT)) {
            throw new Failed(new Failure.Forbidden("You may not search for patients."));
        }
        if (DemographicsReader.read(patient).isTooLittle()) {
            throw new Failed(new Failure.Invalid(
                    "required",
                    PATIENT,
                    "This is too little to look for a patient: send a name with a birth date, a phone number, an e-mail or an"
                            + " address, or an identifier with its system."));
        }
        return compared(caller, patient, judgement -> judgement.answer() != Answer.NO);
    }

    /** Whether the person whom a Patient describes is known, for who must not be told more. */
    public Known known(Caller caller, JsonObject patient) {
        List<Match> found = find(caller, patient);
        List<String> certain = ids(found.stream()
                .filter(match -> match.judgement().answer() == Answer.LINK)
                .toList());
        if (certain.size() == 1) {
            return new Known.Certain(certain.getFirst());
        }
        // Two who are both certain are two records of one person, which a person must look into first.
        return found.isEmpty() ? new Known.Nobody() : new Known.Perhaps(ids(found));
    }

    private static List<String> ids(List<Match> matches) {
        return matches.stream().map(match -> match.stored().id()).toList();
    }

    /** Those whose comparison is wanted, of all that have something in common with a Patient. */
    List<Match> compared(Caller caller, JsonObject patient, Predicate<Judgement> wanted) {
        Demographics told = DemographicsReader.read(patient);
        Map<Long, Stored> looked = new LinkedHashMap<>();
        for (List<Argument> block : Blocks.of(patient, told)) {
            search(caller, block).forEach(stored -> looked.putIfAbsent(stored.address(), stored));
        }
        Map<Long, Match> matches = new LinkedHashMap<>();
        looked.values().stream()
                .map(stored -> match(told, stored))
                .filter(match -> wanted.test(match.judgement()))
                .sorted(Comparator.comparing((Match match) -> match.judgement().answer())
                        .thenComparingDouble(match -> -match.judgement().bits()))
                .flatMap(match -> goingOn(caller, match, MOST_MERGES).stream())
                .forEach(match -> matches.putIfAbsent(match.stored().address(), match));
        return List.copyOf(matches.values());
    }

    /** The record that goes on for one that was merged into another: what that one said is still said of the person. */
    private Optional<Match> goingOn(Caller caller, Match match, int merges) {
        Optional<String> into = match.patient().objects("link").stream()
                .filter(link -> "replaced-by".equals(link.text("type")))
                .flatMap(link -> Stream.ofNullable(link.object("other")))
                .flatMap(other -> Stream.ofNullable(other.text("reference")))
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .findFirst();
        if (into.isEmpty() || merges == 0) {
            return into.isEmpty() ? Optional.of(match) : Optional.empty();
        }
        return search(caller, List.of(new Argument("_id", into.get()))).stream()
                .findFirst()
                .map(stored -> new Match(stored, open(stored), match.judgement()))
                .flatMap(survivor -> goingOn(caller, survivor, merges - 1));
    }

    private Match match(Demographics told, Stored stored) {
        JsonObject patient = open(stored);
        return new Match(stored, patient, judge.compare(told, DemographicsReader.read(patient)));
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }

    private List<Stored> search(Caller caller, List<Argument> block) {
        List<Argument> arguments = new ArrayList<>(block);
        arguments.add(new Argument("_count", Integer.toString(MOST_LOOKED_AT)));
        return searches.run(caller, new SearchRequest(new Target.OfType(PATIENT), arguments, true))
                .matches();
    }
}
