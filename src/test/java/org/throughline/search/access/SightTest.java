package org.throughline.search.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.record.HistoryQuery;
import org.throughline.record.Stored;
import org.throughline.search.SearchFixture;

/** Every path shows what a plain reading of the rules allows: no more and no less. */
class SightTest {

    @Test
    void everyPathShowsWhatThePlainReadingAllows() {
        compare(2, 32, 20261126);
    }

    @Test
    @Tag("long")
    void everyPathShowsWhatThePlainReadingAllowsManyTimes() {
        compare(25, 60, 4711);
    }

    private static void compare(int worlds, int callers, long seed) {
        List<String> differences = new ArrayList<>();
        int pairs = 0;
        int seen = 0;
        for (int world = 0; world < worlds; world++) {
            Random random = new Random(seed + world);
            Stage stage = new Stage(random);
            for (int i = 0; i < callers; i++) {
                Caller caller = new Callers(random).next(i);
                Set<String> visible = stage.compare(caller, differences);
                pairs += stage.size();
                seen += visible.size();
            }
        }
        assertEquals(List.of(), differences.stream().limit(20).toList(), differences.size() + " differences");
        assertTrue(pairs >= 5000, "only " + pairs + " pairs of a caller and a resource");
        assertTrue(seen > pairs / 10 && seen < pairs * 9 / 10, seen + " of " + pairs + " were seen");
    }

    /** One world in a store of its own, with what is there now and what was before. */
    private static final class Stage {
        private final SearchFixture fixture = new SearchFixture();
        private final Map<String, JsonObject> present = new LinkedHashMap<>();
        private final Map<String, JsonObject> first = new LinkedHashMap<>();
        private final Judge judge;

        Stage(Random random) {
            World world = new World(random);
            List<JsonObject> resources = world.resources();
            fixture.store(resources);
            resources.forEach(each -> present.put(Judge.name(each), each));
            List<JsonObject> changed = resources.stream()
                    .filter(each -> random.nextInt(3) == 0)
                    .filter(each -> Set.of("Patient", "Observation", "DiagnosticReport", "Condition", "Consent")
                            .contains(Judge.type(each)))
                    .toList();
            for (JsonObject before : changed) {
                JsonObject after = world.changed(before);
                fixture.store(List.of(after));
                first.put(Judge.name(before), before);
                present.put(Judge.name(after), after);
            }
            this.judge = new Judge(present.values());
        }

        int size() {
            return present.size();
        }

        /** Compares all paths for a caller and gives the names of what it sees. */
        Set<String> compare(Caller caller, List<String> differences) {
            Set<String> expected = names(each -> judge.sees(caller.rights(), Interaction.READ, each));
            check(differences, caller, "read", expected, names(each -> reads(caller, each)));
            check(differences, caller, "search", expected, searched(caller));
            check(differences, caller, "past", pastExpected(caller), past(caller));
            check(differences, caller, "history", pastExpected(caller), history(caller));
            if (caller.may(Interaction.SEARCH, "Observation")) {
                withPatients(caller, differences);
            }
            if (caller.may(Interaction.SEARCH, "Medication") && caller.may(Interaction.SEARCH, "MedicationRequest")) {
                included(caller, differences);
            }
            counted(caller, differences);
            return expected;
        }

        private Set<String> names(Predicate<JsonObject> which) {
            return present.values().stream()
                    .filter(which)
                    .map(Judge::name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private boolean reads(Caller caller, JsonObject resource) {
            return isShown(
                    () -> fixture.records.read(caller, Judge.type(resource), String.valueOf(resource.text("id"))));
        }

        private static boolean isShown(Supplier<Stored> read) {
            try {
                return !read.get().id().isEmpty();
            } catch (Failed e) {
                return false;
            }
        }

        private Set<String> searched(Caller caller) {
            Set<String> found = new TreeSet<>();
            Set<String> types = present.values().stream().map(Judge::type).collect(Collectors.toSet());
            for (String type : types) {
                fixture.page(caller, type + "?_count=1000").matches().forEach(each -> found.add(name(each)));
            }
            return found;
        }

        private Set<String> pastExpected(Caller caller) {
            return first.entrySet().stream()
                    .filter(each ->
                            judge.seesPast(caller.rights(), Interaction.READ, each.getValue(), now(each.getKey())))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private JsonObject now(String name) {
            return Objects.requireNonNull(present.get(name));
        }

        private Set<String> past(Caller caller) {
            return first.values().stream()
                    .filter(each -> isShown(() ->
                            fixture.records.readVersion(caller, Judge.type(each), String.valueOf(each.text("id")), 1)))
                    .map(Judge::name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private Set<String> history(Caller caller) {
            Set<String> found = new TreeSet<>();
            HistoryQuery all = new HistoryQuery(null, null, null, null, 10_000, null);
            fixture.records.history(caller, all).versions().stream()
                    .filter(each -> each.version() == 1 && first.containsKey(name(each)))
                    .forEach(each -> found.add(name(each)));
            return found;
        }

        /** A chain, a reverse chain, a search by patient: a row that is not seen influences nothing. */
        private void withPatients(Caller caller, List<String> differences) {
            Set<String> observations = names(each ->
                    Judge.type(each).equals("Observation") && judge.sees(caller.rights(), Interaction.SEARCH, each));
            Predicate<JsonObject> ofSeenPatient = each -> {
                JsonObject patient = present.get(String.valueOf(Judge.patient(each)));
                return patient != null && judge.sees(caller.rights(), Interaction.SEARCH, patient);
            };
            if (caller.may(Interaction.SEARCH, "Patient")) {
                check(
                        differences,
                        caller,
                        "chain",
                        names(each -> observations.contains(Judge.name(each)) && ofSeenPatient.test(each)),
                        matches(caller, "Observation?patient._id=p0,p1,p2,p3,p4,p5&_count=1000"));
                Set<String> subjects = observations.stream()
                        .map(name -> String.valueOf(Judge.patient(now(name))))
                        .collect(Collectors.toSet());
                check(
                        differences,
                        caller,
                        "_has",
                        names(each -> Judge.type(each).equals("Patient")
                                && subjects.contains(Judge.name(each))
                                && judge.sees(caller.rights(), Interaction.SEARCH, each)),
                        matches(caller, "Patient?_has:Observation:patient:status=final&_count=1000"));
            }
            for (int i = 0; i < World.PATIENTS; i++) {
                String patient = "Patient/p" + i;
                check(
                        differences,
                        caller,
                        "by patient",
                        names(each -> observations.contains(Judge.name(each)) && patient.equals(Judge.patient(each))),
                        matches(caller, "Observation?patient=" + patient + "&_sort=-date&_count=1000"));
            }
        }

        private Set<String> matches(Caller caller, String url) {
            return fixture.page(caller, url).matches().stream()
                    .map(Stage::name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private void included(Caller caller, List<String> differences) {
            Set<String> requests = names(each -> Judge.type(each).equals("MedicationRequest")
                    && judge.sees(caller.rights(), Interaction.SEARCH, each));
            Set<String> medications = requests.stream()
                    .map(name -> now(name).object("medicationReference"))
                    .map(reference ->
                            String.valueOf(Objects.requireNonNull(reference).text("reference")))
                    .filter(name -> judge.sees(caller.rights(), Interaction.SEARCH, now(name)))
                    .collect(Collectors.toCollection(TreeSet::new));
            check(
                    differences,
                    caller,
                    "_include",
                    medications,
                    fixture
                            .page(caller, "MedicationRequest?_include=MedicationRequest:medication&_count=1000")
                            .includes()
                            .stream()
                            .map(Stage::name)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }

        private void counted(Caller caller, List<String> differences) {
            long expected = names(each -> Judge.type(each).equals("Observation")
                            && judge.sees(caller.rights(), Interaction.SEARCH, each))
                    .size();
            Long total = fixture.page(caller, "Observation?_summary=count").total();
            if (total == null || total != expected) {
                differences.add("count: " + total + " for " + expected + " " + caller.rights());
            }
        }

        private static String name(Stored stored) {
            return stored.type() + "/" + stored.id();
        }

        private static void check(
                List<String> differences, Caller caller, String path, Set<String> expected, Set<String> found) {
            if (!expected.equals(found)) {
                Set<String> leaked = new TreeSet<>(found);
                leaked.removeAll(expected);
                Set<String> denied = new TreeSet<>(expected);
                denied.removeAll(found);
                differences.add(path + ": leaked " + leaked + ", denied " + denied + " to " + caller.rights());
            }
        }
    }
}
