package org.throughline.network.outside;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.share.Giving;
import org.throughline.network.share.Referred;

/**
 * Gets the record of one patient from a server: all of it at once where that is offered, else by searches, each as the
 * server wants it to be asked; then who, where and what the record refers to. What does not say that it is about this
 * patient is refused, wherever it came from.
 */
final class Pull {
    private static final int MOST_REFERRED = 400;
    private static final int MOST_ROUNDS = 3;
    private static final int COUNT = 200;
    private static final Set<String> ABOUT = Set.of("subject", "patient", "beneficiary");

    private final Session session;
    private final String patient;
    private final References references;
    private final UnaryOperator<Set<String>> known;
    private final Map<String, JsonObject> found = new LinkedHashMap<>();
    private final Set<String> whole = new HashSet<>();
    private final Map<String, Set<String>> notes = new TreeMap<>();
    private @Nullable Instant newest;

    /**
     * @param patient the id of the Patient there
     * @param known tells which of these, by type and id there, are kept already: they are not asked for only because
     *     something refers to them
     */
    Pull(Session session, Types types, String patient, UnaryOperator<Set<String>> known) {
        this.session = session;
        this.patient = patient;
        this.references = new References(types, session.server().address());
        this.known = known;
    }

    /**
     * Gets it.
     *
     * @param since what was changed before that, by the server's clock, is known; null for nothing
     * @throws Failed as {@link Session} tells, when the record as a whole cannot be had
     */
    Pulled run(@Nullable Instant since) {
        JsonObject person = session.read("Patient", patient);
        if (!patient.equals(person.text("id")) || !"Patient".equals(person.text("resourceType"))) {
            throw new Failed(new Failure.Malformed(
                    "value", "Patient.id", "It answers with another patient than the one who was asked for."));
        }
        keep(person);
        boolean all = since == null && session.offer().everything() && everything();
        if (!all) {
            search(since);
        }
        refer(since == null);
        if (since == null && notes.isEmpty()) {
            whole.addAll(Set.of("Medication", "Binary", "Provenance", "Specimen", "Device"));
        }
        List<String> words = new ArrayList<>();
        notes.forEach((why, types) -> words.add(String.join(", ", types) + ": " + why));
        return new Pulled(found, whole, newest, words);
    }

    /** All at once; false when it turns out not to be given. */
    private boolean everything() {
        try {
            sort(session.search("Patient/" + patient + "/$everything?_count=" + COUNT));
            whole.addAll(session.offer().searches().keySet().stream()
                    .filter(Wanted::isOfPatient)
                    .toList());
            found.keySet().forEach(name -> whole.add(name.substring(0, name.indexOf('/'))));
            whole.removeAll(Giving.DIRECTORY);
            return true;
        } catch (Failed e) {
            if (isRefusal(e.failure())) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isRefusal(Failure failure) {
        return failure instanceof Failure.Invalid
                || failure instanceof Failure.NotFound
                || failure instanceof Failure.Gone
                || failure instanceof Failure.Forbidden;
    }

    private void search(@Nullable Instant since) {
        Map<String, List<List<String>>> searches = Wanted.searches(session.offer(), patient);
        int given = 0;
        for (Map.Entry<String, List<List<String>>> each : searches.entrySet()) {
            boolean changes = since != null && session.offer().tellsChanges(each.getKey());
            String more = (changes ? "&" + Offer.CHANGED + "=ge" + since : "") + "&_count=" + COUNT;
            if (searched(each.getKey(), each.getValue(), more)) {
                given++;
                if (!changes) {
                    whole.add(each.getKey());
                }
            }
        }
        if (given == 0) {
            throw new Failed(new Failure.Forbidden("It gives nothing of this patient's record"
                    + (notes.isEmpty() ? "." : ": " + notes.keySet().iterator().next())));
        }
    }

    /** Asks for one type in the first way that is not refused. */
    private boolean searched(String type, List<List<String>> ways, String more) {
        String why = "";
        for (List<String> way : ways) {
            boolean answered = false;
            for (String query : way) {
                try {
                    sort(session.search(query + more));
                    answered = true;
                } catch (Failed e) {
                    if (!isRefusal(e.failure())) {
                        throw e;
                    }
                    why = e.failure().message();
                }
            }
            if (answered) {
                return true;
            }
        }
        note(type, why);
        return false;
    }

    private void sort(List<JsonObject> resources) {
        for (JsonObject resource : resources) {
            String type = String.valueOf(resource.text("resourceType"));
            String id = resource.text("id");
            if (id == null || !id.matches("[A-Za-z0-9.-]{1,64}")) {
                note(type, "without an id");
            } else if (Wanted.isKept(type) && !isOfSomebodyElse(type, id, resource)) {
                keep(resource);
            }
        }
    }

    private void keep(JsonObject resource) {
        found.put(resource.text("resourceType") + "/" + resource.text("id"), resource);
        JsonObject meta = resource.object("meta");
        Times.instant(meta == null ? null : meta.text("lastUpdated")).ifPresent(at -> {
            Instant last = newest;
            newest = last == null || at.isAfter(last) ? at : last;
        });
    }

    private boolean isOfSomebodyElse(String type, String id, JsonObject resource) {
        if (type.equals("Patient")) {
            return !id.equals(patient);
        }
        if (!Wanted.isOfPatient(type)) {
            return false;
        }
        String about = ABOUT.stream()
                .map(resource::object)
                .filter(Objects::nonNull)
                .map(reference -> String.valueOf(reference.text("reference")))
                .findFirst()
                .orElse("");
        References.Local whose = references.local(about);
        if (whose != null && whose.type().equals("Patient") && whose.id().equals(patient)) {
            return false;
        }
        // What stands for itself, such as a specimen, may come because something refers to it.
        if (about.isEmpty() && (type.equals("Specimen") || type.equals("Device"))) {
            return false;
        }
        note(type, "about somebody else, or nobody");
        return true;
    }

    /** Gets what the record refers to and has not come, and gives up what came and nothing refers to. */
    private void refer(boolean again) {
        Set<String> asked = new HashSet<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Set<String> missing = referred();
            missing.removeAll(found.keySet());
            missing.removeAll(asked);
            Set<String> kept = known.apply(missing);
            missing.removeIf(name -> (!again || name.startsWith("Binary/")) && kept.contains(name));
            for (String name : missing) {
                if (asked.size() >= MOST_REFERRED) {
                    note(type(name), "too many to get them all");
                } else if (asked.add(name)) {
                    fetch(name);
                }
            }
        }
        Set<String> referred = referred();
        found.keySet()
                .removeIf(name -> !Wanted.isOfPatient(type(name))
                        && !type(name).equals("Patient")
                        && !type(name).equals("Provenance")
                        && !referred.contains(name));
        found.values().removeIf(this::isProvenanceOfOthers);
    }

    private boolean isProvenanceOfOthers(JsonObject resource) {
        return "Provenance".equals(resource.text("resourceType"))
                && resource.objects("target").stream()
                        .map(target -> references.local(String.valueOf(target.text("reference"))))
                        .noneMatch(local -> local != null && found.containsKey(local.type() + "/" + local.id()));
    }

    private Set<String> referred() {
        Set<String> names = new LinkedHashSet<>();
        for (JsonObject resource : found.values()) {
            for (References.Local local : Referred.by(resource, references)) {
                if (isBesides(local.type())) {
                    names.add(local.type() + "/" + local.id());
                }
            }
        }
        return names;
    }

    private static boolean isBesides(String type) {
        return Giving.DIRECTORY.contains(type)
                || type.equals("Medication")
                || type.equals("Binary")
                || type.equals("Specimen")
                || type.equals("Device");
    }

    private void fetch(String name) {
        try {
            JsonObject resource = session.read(type(name), name.substring(name.indexOf('/') + 1));
            if (name.equals(resource.text("resourceType") + "/" + resource.text("id"))
                    && !isOfSomebodyElse(type(name), String.valueOf(resource.text("id")), resource)) {
                keep(resource);
            }
        } catch (Failed e) {
            if (e.failure() instanceof Failure.TooLarge && name.startsWith("Binary/")) {
                note("Binary", "too large");
            } else if (e.failure() instanceof Failure.Malformed && name.startsWith("Binary/")) {
                note("Binary", "not given as FHIR");
            } else if (!isRefusal(e.failure())) {
                throw e;
            }
        }
    }

    private void note(String type, String why) {
        notes.computeIfAbsent(why.isEmpty() ? "not given" : why, ignored -> new LinkedHashSet<>())
                .add(Said.line(type));
    }

    private static String type(String name) {
        return name.substring(0, name.indexOf('/'));
    }
}
