package org.throughline.search.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Target;
import org.throughline.search.SearchFixture;

/** Random writes by random callers succeed when a plain reading of the rules allows them, and only then. */
class WriteTest {
    private static final Set<String> WRITTEN = Set.of("Observation", "Condition");

    private final Random random = new Random(77);
    private final World world = new World(random);
    private final SearchFixture fixture = new SearchFixture();
    private final Map<String, JsonObject> present = new LinkedHashMap<>();
    private final List<String> differences = new ArrayList<>();
    private int done;
    private int refused;

    @Test
    void writesReachAsFarAsThePlainReadingAllows() {
        List<JsonObject> resources = world.resources();
        fixture.store(resources);
        resources.forEach(each -> present.put(Judge.name(each), each));
        List<JsonObject> targets = resources.stream()
                .filter(each -> WRITTEN.contains(Judge.type(each)))
                .toList();
        for (int i = 0; i < 400; i++) {
            Caller caller = new Callers(random).next(i);
            JsonObject target = targets.get(random.nextInt(targets.size()));
            JsonObject before = present.get(Judge.name(target));
            switch (random.nextInt(4)) {
                case 0 -> create(caller, world.changed(target));
                case 1 -> encounterOfOwn(caller);
                case 2 -> delete(caller, target, before);
                default -> update(caller, target, before, world.changed(target));
            }
        }
        assertEquals(List.of(), differences);
        assertTrue(done > 30 && refused > 40, done + " done, " + refused + " refused");
    }

    private void create(Caller caller, JsonObject draft) {
        JsonObject fresh = draft.without("id");
        boolean may = caller.may(Interaction.CREATE, Judge.type(draft))
                && judge().sees(caller.rights(), Interaction.CREATE, draft);
        expect(may, "create " + fresh, caller, new Intent.Create(Judge.type(draft), () -> fresh, null, null));
    }

    /** Nobody lets themselves in by saying that they treat somebody. */
    private void encounterOfOwn(Caller caller) {
        int patient = random.nextInt(World.PATIENTS);
        int practitioner = random.nextInt(World.PRACTITIONERS);
        JsonObject encounter = JsonReader.readObject(
                ("{'resourceType':'Encounter','status':'in-progress','class':{'code':'AMB'},'subject':{'reference':'Patient/p"
                                + patient + "'},'participant':[{'individual':{'reference':'Practitioner/d"
                                + practitioner + "'}}]}")
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8));
        boolean may = caller.may(Interaction.CREATE, "Encounter")
                && judge().sees(caller.rights(), Interaction.CREATE, encounter);
        if (!may) {
            expect(
                    false,
                    "encounter " + encounter,
                    caller,
                    new Intent.Create("Encounter", () -> encounter, null, null));
        }
    }

    private void update(Caller caller, JsonObject target, @Nullable JsonObject before, JsonObject draft) {
        boolean keepsLabels = before == null
                || Judge.labels(draft).isEmpty()
                || Judge.labels(draft).containsAll(Judge.labels(before))
                || !caller.rights().bound();
        JsonObject after = before != null
                        && Judge.labels(draft).isEmpty()
                        && caller.rights().bound()
                        && before.object("meta") != null
                ? draft.with("meta", Objects.requireNonNull(before.object("meta")))
                : draft;
        boolean may = caller.may(Interaction.UPDATE, Judge.type(target))
                && before != null
                && judge().sees(caller.rights(), Interaction.UPDATE, before)
                && keepsLabels
                && judge().sees(caller.rights(), Interaction.UPDATE, after);
        Intent intent = new Intent.Update(
                new Target.ById(Judge.type(target), String.valueOf(target.text("id"))),
                () -> draft,
                new Precondition.None(),
                null);
        if (before == null) {
            return;
        }
        if (expect(may, "update " + before + " to " + draft, caller, intent)) {
            present.put(Judge.name(target), after);
        }
    }

    private void delete(Caller caller, JsonObject target, @Nullable JsonObject before) {
        boolean may = caller.may(Interaction.DELETE, Judge.type(target))
                && before != null
                && judge().sees(caller.rights(), Interaction.DELETE, before);
        String id = String.valueOf(target.text("id"));
        Intent intent = new Intent.Delete(new Target.ById(Judge.type(target), id), Precondition.NONE);
        if (before == null || !caller.may(Interaction.DELETE, Judge.type(target))) {
            return;
        }
        try {
            write(caller, intent);
        } catch (Failed e) {
            refused++;
        }
        boolean gone = isGone(target);
        if (gone != may && !isHeld(target)) {
            differences.add("delete " + before + (gone ? " was done by " : " was refused to ") + caller.rights());
        }
        if (gone) {
            done++;
            present.remove(Judge.name(target));
        }
    }

    /** Whether others refer to it, which keeps it from being deleted. */
    private boolean isHeld(JsonObject target) {
        String reference = "\"" + Judge.name(target) + "\"";
        return present.values().stream().anyMatch(each -> each.toString().contains(reference));
    }

    private boolean isGone(JsonObject target) {
        try {
            fixture.records.read(
                    new Caller("all", "All", Rights.EVERYTHING), Judge.type(target), String.valueOf(target.text("id")));
            return false;
        } catch (Failed e) {
            return true;
        }
    }

    private boolean expect(boolean may, String what, Caller caller, Intent intent) {
        boolean did;
        try {
            write(caller, intent);
            did = true;
            done++;
        } catch (Failed e) {
            did = false;
            refused++;
            boolean plain = e.failure() instanceof Failure.Forbidden || e.failure() instanceof Failure.Conflict;
            if (!plain) {
                differences.add(what + ": " + e.failure());
            }
        }
        if (did != may) {
            differences.add(what + (did ? " was done by " : " was refused to ") + caller.rights());
        }
        return did;
    }

    private void write(Caller caller, Intent intent) {
        fixture.records.write(
                caller,
                List.of(intent),
                (at, outcomes, patients) -> Access.of(at, caller, Action.UPDATE, 0, "", 200, patients));
    }

    private Judge judge() {
        return new Judge(present.values());
    }
}
