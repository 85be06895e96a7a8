package org.throughline.care.registration;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.chart.Person;
import org.throughline.care.chart.PersonReader;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.NoKnownAllergies;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Referrer;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/**
 * Merges two records of one person, and takes that back. All that is filed with the one that is replaced is filed with the
 * other from then on, by a new version each, in one transaction; what was is in the history. A Provenance names each version
 * that was written, and by it all goes back to where it was. Whoever merges must be allowed to change both patients; what is
 * filed is moved by the product, in the name of who merges.
 */
public final class Merger {
    private static final String PATIENT = "Patient";
    private static final Caller PRODUCT = new Caller("merges", "Merges", Rights.EVERYTHING);
    private static final int MOST_TARGETS = 500;
    private static final int MOST_FOUND = 100;
    private static final int LONGEST_REASON = 500;

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final InstantSource clock;

    public Merger(Records records, Searches searches, Types types, InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.clock = clock;
    }

    /** One of the two, as it is now. */
    public record Side(Person person, int version, Registration registration) {}

    /**
     * A patient who may be merged.
     *
     * @throws Failed with {@link Failure.NotFound} when the caller may not see them, or {@link Failure.Conflict} when the
     *     record was merged already, or the chart has moved to another practice
     */
    public Side side(Caller caller, String id) {
        Stored stored = records.read(caller, PATIENT, id);
        records.survivor(id).ifPresent(survivor -> {
            throw new Failed(new Failure.Conflict("This record was merged into another one already."));
        });
        records.moved(id).ifPresent(moved -> {
            throw new Failed(new Failure.Conflict("This chart moved to " + moved.receiver()
                    + " and is closed here. Open it again before it is merged."));
        });
        JsonObject patient = open(stored);
        return new Side(PersonReader.read(patient), stored.version(), PatientResource.read(patient));
    }

    /** Who does it and why. */
    public record Act(Caller by, @Nullable Author author, String reason) {}

    /**
     * Merges.
     *
     * @param survivor the one that goes on, as it was looked at
     * @param replaced the one that is replaced
     * @param taken what of the registration is kept as the replaced one has it
     * @throws Failed with {@link Failure.Forbidden}, with {@link Failure.Invalid} when no reason is given, or with
     *     {@link Failure.Conflict} when somebody has changed one of the two meanwhile
     */
    public void merge(Act act, Side survivor, Side replaced, Set<MergeField> taken) {
        requireMay(act);
        String to = survivor.person().id();
        String from = replaced.person().id();
        if (to.equals(from)) {
            throw new Failed(new Failure.Conflict("These are one record already."));
        }
        Redirect redirect = new Redirect(PATIENT + "/" + from, PATIENT + "/" + to);
        run(act, List.of(from, to), referrers -> {
            JsonObject before = present(to, survivor.version());
            JsonObject other = present(from, replaced.version());
            Registration kept = MergeField.picked(PatientResource.read(before), PatientResource.read(other), taken);
            List<Written> written = new ArrayList<>();
            written.add(new Written(
                    PATIENT,
                    to,
                    survivor.version(),
                    patient -> MergeResource.survivor(PatientResource.write(patient, kept), other)));
            written.add(new Written(PATIENT, from, replaced.version(), patient -> MergeResource.replaced(patient, to)));
            boolean allergic = hasAllergy(referrers, to) || hasAllergy(referrers, from);
            for (Referrer referrer : referrers) {
                Stored stored = referrer.stored();
                JsonObject resource = open(stored);
                boolean none = allergic && isNoneKnown(resource);
                if (!isOneOf(stored, from, to) && (none || redirect.refers(resource))) {
                    written.add(new Written(
                            stored.type(),
                            stored.id(),
                            stored.version(),
                            each -> none ? NoKnownAllergies.ended(redirect.all(each)) : redirect.all(each)));
                }
            }
            return intents(
                    act,
                    MergeResource.MERGE,
                    written,
                    List.of(version(to, survivor.version()), version(from, replaced.version())));
        });
    }

    /** A version that is to be written. */
    private record Written(String type, String id, int version, UnaryOperator<JsonObject> edit) {
        Intent intent() {
            return new Intent.Patch(new Target.ById(type, id), edit, new Precondition.Version(version));
        }

        String reference() {
            return type + "/" + id + "/_history/" + (version + 1);
        }
    }

    private List<Intent> intents(Act act, String activity, List<Written> written, List<String> sources) {
        List<Intent> intents = new ArrayList<>();
        written.forEach(each -> intents.add(each.intent()));
        List<String> targets = written.stream().map(Written::reference).toList();
        Author author = act.author();
        JsonObject agent = author == null
                ? JsonObject.builder().add("display", act.by().display()).build()
                : author.json();
        Instant now = clock.instant();
        for (int from = 0; from < targets.size(); from += MOST_TARGETS) {
            JsonObject provenance = MergeResource.provenance(
                    activity,
                    targets.subList(from, Math.min(targets.size(), from + MOST_TARGETS)),
                    sources,
                    agent,
                    act.reason().strip(),
                    now);
            intents.add(new Intent.Create("Provenance", () -> provenance, null, null));
        }
        return intents;
    }

    private int version(String patient) {
        return records.read(PRODUCT, PATIENT, patient).version();
    }

    private static String version(String patient, int version) {
        return PATIENT + "/" + patient + "/_history/" + version;
    }

    private static boolean isOneOf(Stored stored, String one, String other) {
        return stored.type().equals(PATIENT)
                && (stored.id().equals(one) || stored.id().equals(other));
    }

    private boolean hasAllergy(List<Referrer> referrers, String patient) {
        long address = Address.of(PATIENT, patient);
        return referrers.stream()
                .map(Referrer::stored)
                .filter(stored -> stored.type().equals("AllergyIntolerance") && stored.patient() == address)
                .map(this::open)
                .anyMatch(allergy -> NoKnownAllergies.isActive(allergy) && !NoKnownAllergies.is(allergy));
    }

    private static boolean isNoneKnown(JsonObject resource) {
        return "AllergyIntolerance".equals(resource.text("resourceType"))
                && NoKnownAllergies.is(resource)
                && NoKnownAllergies.isActive(resource);
    }

    private JsonObject present(String patient, int version) {
        Stored stored = records.read(PRODUCT, PATIENT, patient);
        if (stored.version() != version) {
            throw changed();
        }
        return open(stored);
    }

    private static Failed changed() {
        return new Failed(new Failure.Conflict("Somebody has changed one of the two meanwhile. Look again."));
    }

    /** Work on the record of a patient and all that refers to it. */
    private interface Work {
        List<Intent> of(List<Referrer> referrers);
    }

    private void run(Act act, List<String> patients, Work work) {
        Set<Long> addresses = new HashSet<>();
        patients.forEach(patient -> addresses.add(Address.of(PATIENT, patient)));
        try {
            records.relocate(PRODUCT, PATIENT, patients, work::of, (at, written, about) -> {
                Set<Long> all = new HashSet<>(about);
                all.addAll(addresses);
                String target = "merge "
                        + String.join(
                                " ",
                                patients.stream().map(id -> PATIENT + "/" + id).toList());
                return Access.of(at, act.by(), Action.UPDATE, types.number(PATIENT), target, 200, all);
            });
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed ? changed() : e;
        }
    }

    private static void requireMay(Act act) {
        if (!act.by().may(Interaction.UPDATE, PATIENT)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        String reason = act.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new Failed(new Failure.Invalid("required", "reason", "Say why, in a few words."));
        }
    }

    /**
     * A record that was merged into another.
     *
     * @param replaced the id of the Patient that was replaced
     * @param since when
     * @param by who merged, for a person to read
     * @param reason why
     */
    public record Merged(Person replaced, String survivor, Instant since, String by, String reason) {}

    /** The records that were merged into a patient's, the last first. */
    public List<Merged> into(Caller caller, String survivor) {
        List<Merged> merged = new ArrayList<>();
        JsonObject patient = open(records.read(caller, PATIENT, survivor));
        for (JsonObject link : patient.objects("link")) {
            JsonObject other = link.object("other");
            if ("replaces".equals(link.text("type")) && other != null) {
                String id = MergeResource.text(other, "reference").replaceFirst("^Patient/", "");
                merged(caller, survivor, id).ifPresent(merged::addFirst);
            }
        }
        return merged;
    }

    private Optional<Merged> merged(Caller caller, String survivor, String replaced) {
        List<JsonObject> provenances = provenances(replaced);
        if (provenances.isEmpty()
                || records.survivor(replaced).filter(survivor::equals).isEmpty()) {
            return Optional.empty();
        }
        JsonObject provenance = provenances.getFirst();
        JsonObject who = provenance.objects("agent").stream()
                .flatMap(agent -> Stream.ofNullable(agent.object("who")))
                .findFirst()
                .orElse(JsonObject.EMPTY);
        return Optional.of(new Merged(
                PersonReader.read(open(records.read(caller, PATIENT, replaced))),
                survivor,
                recorded(provenance),
                MergeResource.text(who, "display"),
                provenance.objects("reason").stream()
                        .map(reason -> MergeResource.text(reason, "text"))
                        .findFirst()
                        .orElse("")));
    }

    private static Instant recorded(JsonObject provenance) {
        return OffsetDateTime.parse(MergeResource.text(provenance, "recorded")).toInstant();
    }

    /** The Provenances of the merge in force that replaced a patient; none when there is none. */
    private List<JsonObject> provenances(String replaced) {
        List<JsonObject> found = searches
                .run(
                        PRODUCT,
                        new SearchRequest(
                                new org.throughline.search.query.Target.OfType("Provenance"),
                                List.of(
                                        new Argument("entity", PATIENT + "/" + replaced),
                                        new Argument("_sort", "-recorded"),
                                        new Argument("_count", Integer.toString(MOST_FOUND))),
                                true))
                .matches()
                .stream()
                .map(this::open)
                .filter(each -> MergeResource.isOf(each, replaced))
                .toList();
        return found.isEmpty()
                ? found
                : found.stream()
                        .filter(each -> recorded(each).equals(recorded(found.getFirst())))
                        .toList();
    }

    /**
     * Something that was filed after a merge, of which nobody knows yet whose it is.
     *
     * @param reference of it: {@code Condition/1}
     * @param resource what it says; null when the caller may not see that
     */
    public record Since(String reference, @Nullable JsonObject resource, Instant created) {}

    /** What was filed with a patient since another was merged into it, the oldest first. */
    public List<Since> since(Caller caller, Merged merged) {
        List<JsonObject> provenances = provenances(merged.replaced().id());
        Set<String> moved = new HashSet<>(moved(provenances).keySet());
        List<Referrer> since = records.referrers(PATIENT, merged.survivor()).stream()
                .filter(each -> each.created().isAfter(merged.since()))
                .filter(each -> !moved.contains(reference(each.stored())))
                .filter(each -> !each.stored().type().equals("Provenance"))
                .toList();
        Set<Long> seen = since.isEmpty()
                ? Set.of()
                : records.visible(
                        caller,
                        since.stream().map(each -> each.stored().address()).toList());
        return since.stream()
                .map(each -> new Since(
                        reference(each.stored()),
                        seen.contains(each.stored().address()) ? open(each.stored()) : null,
                        each.created()))
                .sorted(Comparator.comparing(Since::created))
                .toList();
    }

    private static String reference(Stored stored) {
        return stored.type() + "/" + stored.id();
    }

    /** What a merge wrote: the number of the version, by the reference. */
    private static Map<String, Integer> moved(List<JsonObject> provenances) {
        Map<String, Integer> moved = new LinkedHashMap<>();
        for (JsonObject provenance : provenances) {
            for (String target : MergeResource.targets(provenance)) {
                int history = target.indexOf("/_history/");
                if (history > 0) {
                    moved.put(
                            target.substring(0, history),
                            Integer.parseInt(target.substring(history + "/_history/".length())));
                }
            }
        }
        return moved;
    }

    /**
     * Takes a merge back: all that was filed with the one that was replaced goes back to it, with what was changed in it since.
     *
     * @param back the references of what was filed since and belongs to the one that was replaced; the rest stays
     * @throws Failed as {@link #merge}
     */
    public void unmerge(Act act, Merged merged, Set<String> back) {
        requireMay(act);
        String from = merged.survivor();
        String to = merged.replaced().id();
        List<JsonObject> provenances = provenances(to);
        Map<String, Integer> moved = moved(provenances);
        Redirect redirect = new Redirect(PATIENT + "/" + from, PATIENT + "/" + to);
        run(act, List.of(from, to), referrers -> {
            Map<String, Stored> present = new HashMap<>();
            referrers.forEach(each -> present.put(reference(each.stored()), each.stored()));
            List<Written> written = new ArrayList<>();
            moved.forEach((reference, version) -> {
                Stored stored = reference.startsWith(PATIENT + "/")
                        ? records.read(PRODUCT, PATIENT, reference.substring(PATIENT.length() + 1))
                        : present.get(reference);
                if (stored != null) {
                    written.add(returned(stored, version, from, to, redirect));
                }
            });
            for (String reference : back) {
                Stored stored = present.get(reference);
                if (stored != null && !moved.containsKey(reference)) {
                    written.add(new Written(stored.type(), stored.id(), stored.version(), redirect::all));
                }
            }
            return intents(
                    act,
                    MergeResource.UNMERGE,
                    written,
                    List.of(version(from, version(from)), version(to, version(to))));
        });
    }

    /** The version that goes back to where it was: as it was when nobody has changed it since, else with the changes. */
    private Written returned(Stored stored, int version, String survivor, String replaced, Redirect redirect) {
        JsonObject before = open(records.readVersion(PRODUCT, stored.type(), stored.id(), version - 1));
        boolean same = stored.version() == version;
        UnaryOperator<JsonObject> edit;
        if (same) {
            edit = now -> before;
        } else if (isOneOf(stored, survivor, survivor)) {
            JsonObject other = records.bodies()
                    .open(Objects.requireNonNull(
                            records.read(PRODUCT, PATIENT, replaced).body()));
            edit = now -> MergeResource.parted(now, before, other);
        } else if (isOneOf(stored, replaced, replaced)) {
            edit = now -> MergeResource.unlinked(now, survivor).without("active");
        } else {
            edit = now -> redirect.back(now, before);
        }
        return new Written(stored.type(), stored.id(), stored.version(), edit);
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
