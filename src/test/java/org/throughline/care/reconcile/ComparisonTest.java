package org.throughline.care.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughline.care.same.LabelledSets;
import org.throughline.care.same.Said;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.Copy;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.vaccine.Vaccines;

/** One item of each real thing, whoever tells it and however often; what was taken over is the same from then on. */
class ComparisonTest {
    private static final TellingReader TELLING =
            new TellingReader(Catalogues.shipped(), Drugs.shipped(), Vaccines.shipped());
    private static final CopyTaken TAKEN = new CopyTaken("p", Instant.parse("2026-11-27T10:00:00Z"));
    private static final long SEED = 20261127;

    private static JsonObject problem(String words, String how) {
        return LabelledSets.problem(words, how);
    }

    /** As another organization holds it. */
    private static JsonObject copy(JsonObject resource, String holder, int number) {
        return resource.with("id", new JsonString("c" + holder + number))
                .with(
                        "meta",
                        JsonObject.builder()
                                .add("versionId", "1")
                                .add(
                                        "source",
                                        "https://" + holder + ".example.org/fhir/" + resource.text("resourceType") + "/"
                                                + number)
                                .add("tag", JsonArray.of(Copy.tag(holder.length(), holder)))
                                .build());
    }

    private static <S extends Said<S>> List<Item<S>> items(List<Told<S>> told) {
        return Comparison.items(told, content -> Optional.empty());
    }

    private static <S extends Said<S>> List<Item.Kind> kinds(List<Told<S>> told) {
        return items(told).stream().map(Item::kind).sorted().toList();
    }

    @Test
    void whatIsTakenOverIsTheSameFromThenOnAndTenTimesAddNothing() {
        check("problems.tsv", LabelledSets::problem, TELLING::problem);
        check("allergies.tsv", LabelledSets::allergy, TELLING::allergy);
        check("immunizations.tsv", LabelledSets::dose, TELLING::dose);
    }

    @FunctionalInterface
    private interface Made {
        JsonObject of(String what, String how);
    }

    private static <S extends Said<S>> void check(String set, Made made, Function<JsonObject, Told<S>> telling) {
        Random random = new Random(SEED);
        List<JsonObject> all = LabelledSets.read(set).stream()
                .flatMap(pair -> Stream.of(
                        made.of(pair.columns().get(1), pair.columns().get(2)),
                        made.of(pair.columns().get(3), pair.columns().get(4))))
                .toList();
        for (int round = 0; round < 60; round++) {
            List<Told<S>> told = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                told.add(telling.apply(
                        copy(all.get(random.nextInt(all.size())), random.nextBoolean() ? "heart" : "lab", i)));
            }
            List<Told<S>> ours = new ArrayList<>();
            for (Item<S> item : items(told)) {
                ours.add(telling.apply(TAKEN.of(item.first(), null).with("id", new JsonString("o" + ours.size()))));
            }
            List<Told<S>> both = new ArrayList<>(told);
            for (int again = 1; again < 10; again++) {
                for (Told<S> each : told) {
                    both.add(telling.apply(copy(each.resource(), each.holder(), again * 100 + both.size())));
                }
            }
            both.addAll(ours);
            Collections.shuffle(both, random);
            assertEquals(
                    List.of(),
                    items(both).stream()
                            .filter(each -> each.kind() != Item.Kind.SAME)
                            .map(each -> each.first() + " beside " + each.ours())
                            .toList(),
                    set);
        }
    }

    @Test
    void nothingOfOursRefersToAnythingThere() {
        JsonObject theirs = problem("[snomed 49436004] Atrial fibrillation", "active")
                .with("recorder", JsonObject.of("reference", new JsonString("Practitioner/copy-of-ruiz")))
                .with("encounter", JsonObject.of("reference", new JsonString("Encounter/copy")))
                .with(
                        "note",
                        JsonArray.of(JsonObject.builder()
                                .add(
                                        "authorReference",
                                        JsonObject.builder()
                                                .add("reference", "Practitioner/copy-of-ruiz")
                                                .add("display", "Ana Ruiz")
                                                .build())
                                .add("text", "Paroxysmal at first")
                                .build()));
        JsonObject ours = TAKEN.of(TELLING.problem(copy(theirs, "heart", 1)), null);
        assertEquals(List.of("Patient/p"), references(ours));
        assertTrue(ours.toString().contains("\"recorder\":{\"display\":\"heart\"}"), ours.toString());
        assertTrue(ours.toString().contains("Ana Ruiz"));
    }

    private static List<String> references(Json json) {
        return switch (json) {
            case JsonArray array ->
                array.values().stream()
                        .flatMap(each -> references(each).stream())
                        .toList();
            case JsonObject object -> {
                List<String> found = new ArrayList<>();
                Optional.ofNullable(object.text("reference")).ifPresent(found::add);
                for (int i = 0; i < object.size(); i++) {
                    found.addAll(references(object.valueAt(i)));
                }
                yield found;
            }
            default -> List.of();
        };
    }

    @Test
    void anotherStatusIsADifferenceAndAnotherSideAnotherThing() {
        var ours = TELLING.problem(
                problem("[icd10 M25.561] Pain in right knee", "active").with("id", new JsonString("o")));
        var over = TELLING.problem(copy(problem("[icd10 M25.561] Pain in right knee", "resolved"), "heart", 1));
        var left = TELLING.problem(copy(problem("[icd10 M25.562] Pain in left knee", "active"), "heart", 2));
        assertEquals(List.of(Item.Kind.DIFFERENT), kinds(List.of(ours, over)));
        assertEquals(List.of(Item.Kind.NEW), kinds(List.of(ours, left)));
        assertEquals(List.of(Item.Kind.PAST), kinds(List.of(over)));
    }

    @Test
    void aDecisionIsGoodUntilItChangesThere() {
        var told = TELLING.problem(copy(problem("Gout", "active; 2020"), "heart", 1));
        Function<String, Optional<Decision>> decided = content -> content.equals(told.content())
                ? Optional.of(new Decision(false, "Rei Ito", "2026-11-27"))
                : Optional.empty();
        var again = TELLING.problem(copy(problem("Gout", "active; 2020"), "heart", 7));
        var changed = TELLING.problem(copy(problem("Gout", "active; 2024"), "heart", 1));
        var another = TELLING.problem(copy(problem("Gout", "active; 2020"), "lab", 1));
        assertEquals(
                Item.Kind.DECIDED,
                Comparison.items(List.of(again), decided).getFirst().kind());
        assertEquals(
                Item.Kind.NEW,
                Comparison.items(List.of(changed), decided).getFirst().kind());
        assertEquals(
                Item.Kind.NEW,
                Comparison.items(List.of(another), decided).getFirst().kind());
    }

    @Test
    void noneKnownAgainstOneThatIsKnownIsAConflict() {
        var none = TELLING.allergy(LabelledSets.allergy("[snomed 716186003] No known allergy", "; ; ; ; active")
                .with("id", new JsonString("o")));
        var known = TELLING.allergy(
                copy(LabelledSets.allergy("[rxnorm 723] amoxicillin", "allergy; Hives; ; low; active"), "heart", 1));
        Item<?> item = items(List.of(none, known)).getFirst();
        assertEquals("", item.conflict());
        assertEquals(Item.Kind.NEW, item.kind());
        assertFalse(items(List.of(known)).getFirst().conflict() != null);
    }

    @Test
    void twoDosesOfAYearAreTwoWhereOneRecordTellsTwo() {
        var first = TELLING.dose(
                LabelledSets.dose("[cvx 187] zoster", "2020-02-11; completed").with("id", new JsonString("o")));
        var told = TELLING.dose(copy(LabelledSets.dose("[cvx 187] zoster", "2020-02; completed"), "heart", 1));
        var second = TELLING.dose(copy(LabelledSets.dose("[cvx 187] zoster", "2020-06-18; completed"), "heart", 2));
        assertEquals(List.of(Item.Kind.SAME, Item.Kind.NEW), kinds(List.of(first, told, second)));
    }
}
