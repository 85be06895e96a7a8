package org.throughline.care.stay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.search.Searches;

/**
 * Says that patients come to stay, are moved, leave, and have died. Whoever opens a patient's chart and may enter visits may say so of any
 * of them: who admits somebody has not treated them before. Each act names the version that was looked at.
 */
public final class Stays {
    /** The longest reason and name of a place. */
    public static final int LONGEST = 200;

    private static final String ENCOUNTER = "Encounter";
    private static final String UNDER_WAY = "arrived,triaged,in-progress,onleave";

    private static final int MOST_IN_HOUSE = 200;

    /** Clocks of machines differ a little. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Looking looking;
    private final Records records;
    private final Types types;
    private final Supplier<Author> house;
    private final Clock clock;

    /**
     * @param house our Organization: its reference, empty for none, and what it is called
     * @param clock of the practice
     */
    public Stays(Records records, Searches searches, Types types, Supplier<Author> house, Clock clock) {
        this.looking = new Looking(records, searches);
        this.records = records;
        this.types = types;
        this.house = house;
        this.clock = clock;
    }

    /** The stay of a patient here that is under way; for who has the chart open. */
    public Optional<OpenStay> open(String patient) {
        return looking
                .find(
                        Looking.PRODUCT,
                        ENCOUNTER,
                        1,
                        Looking.of("patient", "Patient/" + patient),
                        Looking.of("class", StayReader.CLASSES),
                        Looking.of("status", UNDER_WAY),
                        Looking.of("_sort", "-date"))
                .stream()
                .findFirst()
                .map(this::read);
    }

    /** Who is here to stay or in an emergency, as far as the caller may see it, who came first first. */
    public List<InHouse> inHouse(Caller caller) {
        if (!caller.may(Interaction.SEARCH, ENCOUNTER)) {
            return List.of();
        }
        return looking
                .find(
                        caller.withoutOutside(),
                        ENCOUNTER,
                        MOST_IN_HOUSE,
                        Looking.of("class", StayReader.CLASSES),
                        Looking.of("status", UNDER_WAY),
                        Looking.of("_sort", "date"))
                .stream()
                .map(each -> {
                    OpenStay stay = read(each);
                    return new InHouse(
                            Parts.idOf(each.object("subject"), "Patient"),
                            words(Parts.text(each.object("class"), "code")),
                            stay.begun(),
                            stay.place());
                })
                .toList();
    }

    private static String words(String kind) {
        return switch (kind) {
            case StayReader.EMERGENCY -> "Emergency";
            case "OBSENC" -> "Observation";
            case "SS" -> "Short stay";
            default -> "Inpatient";
        };
    }

    /** What has happened in a stay, in words, the first first. */
    public List<String> words(OpenStay stay) {
        StayWords words = new StayWords(clock.getZone(), true);
        return stay.happenings().stream().map(words::of).toList();
    }

    private OpenStay read(JsonObject encounter) {
        List<Happening> happenings = StayReader.read(encounter, house.get().display());
        String place = encounter.objects("location").stream()
                .filter(each -> "active".equals(each.text("status")))
                .map(each -> Parts.text(each.object("location"), "display"))
                .findFirst()
                .orElse("");
        return new OpenStay(
                Parts.text(encounter, "id"),
                Integer.parseInt(Parts.text(encounter.object("meta"), "versionId")),
                StayReader.EMERGENCY.equals(Parts.text(encounter.object("class"), "code")),
                Parts.instant(encounter.object("period"), "start").orElse(clock.instant()),
                place,
                happenings.isEmpty() ? "" : happenings.getFirst().more(),
                happenings.isEmpty() ? "" : happenings.getFirst().who(),
                happenings);
    }

    /**
     * Somebody comes.
     *
     * @throws Failed with {@link Failure.Invalid} naming the field, or {@link Failure.Conflict} when they are here already
     */
    public void come(Caller by, String patient, Coming coming) {
        require(coming);
        if (open(patient).isPresent()) {
            throw new Failed(new Failure.Conflict("This patient is here already. Look again."));
        }
        JsonObject encounter = new StayResource(clock.getZone()).begun(patient, coming, house.get());
        write(by, Action.CREATE, ENCOUNTER, List.of(new Intent.Create(ENCOUNTER, () -> encounter, null, null)));
    }

    /** Somebody who came in an emergency stays. */
    public void admit(Caller by, OpenStay stay, Coming coming) {
        require(coming);
        requireAfter(stay, coming.at());
        change(by, stay, encounter -> new StayResource(clock.getZone()).admitted(encounter, coming));
    }

    /** Somebody is moved to another place. */
    public void move(Caller by, OpenStay stay, String place, Instant at) {
        if (place.isBlank() || place.length() > LONGEST) {
            throw invalid("place", place.isBlank() ? "Say where to." : "Write " + LONGEST + " letters at most.");
        }
        requireAfter(stay, at);
        change(by, stay, encounter -> new StayResource(clock.getZone()).placed(encounter, place.strip(), at));
    }

    /** Somebody leaves. */
    public void discharge(Caller by, OpenStay stay, Whereto whereto, Instant at) {
        requireAfter(stay, at);
        write(by, Action.UPDATE, ENCOUNTER + "/" + stay.id(), List.of(discharging(stay, whereto, at)));
    }

    /** What ends a stay, to be written with something else. */
    public Intent discharging(OpenStay stay, Whereto whereto, Instant at) {
        return patch(
                stay,
                encounter ->
                        new StayResource(clock.getZone()).discharged(encounter, whereto.code(), whereto.words(), at));
    }

    /** It was no stay. */
    public void takeBack(Caller by, OpenStay stay) {
        change(by, stay, encounter -> encounter.with("status", new JsonString("entered-in-error")));
    }

    /**
     * A patient has died.
     *
     * @param version of the Patient that was looked at
     * @param stay that ended with it; null for none
     */
    public void died(Caller by, String patient, int version, @Nullable OpenStay stay, Instant at) {
        requirePast(at);
        List<Intent> intents = new ArrayList<>();
        if (stay != null) {
            requireAfter(stay, at);
            intents.add(patch(
                    stay,
                    encounter ->
                            new StayResource(clock.getZone()).discharged(encounter, StayReader.EXPIRED, "Died", at)));
        }
        intents.add(new Intent.Patch(
                new Target.ById("Patient", patient),
                person -> person.without("deceasedBoolean")
                        .with("deceasedDateTime", new JsonString(Parts.moment(at, clock.getZone()))),
                new Precondition.Version(version)));
        write(by, Action.UPDATE, "Patient/" + patient + ", died", intents);
    }

    /** A patient was taken for dead and is not. */
    public void lives(Caller by, String patient, int version) {
        write(
                by,
                Action.UPDATE,
                "Patient/" + patient + ", lives",
                List.of(new Intent.Patch(
                        new Target.ById("Patient", patient),
                        person -> person.without("deceasedBoolean").without("deceasedDateTime"),
                        new Precondition.Version(version))));
    }

    /** The version of a Patient at this moment. */
    public int version(String patient) {
        return records.read(Looking.PRODUCT, "Patient", patient).version();
    }

    private void require(Coming coming) {
        requirePast(coming.at());
        if (coming.reason().length() > LONGEST) {
            throw invalid("reason", "Write " + LONGEST + " letters at most.");
        }
        if (coming.place().length() > LONGEST) {
            throw invalid("place", "Write " + LONGEST + " letters at most.");
        }
    }

    private void requirePast(Instant at) {
        if (at.isAfter(clock.instant().plus(TOLERANCE))) {
            throw invalid("time", "This has not come yet.");
        }
    }

    void requireAfter(OpenStay stay, Instant at) {
        requirePast(at);
        boolean early = stay.happenings().stream()
                .map(Happening::at)
                .anyMatch(each -> each != null && at.isBefore(each.minus(Duration.ofMinutes(1))));
        if (early) {
            throw invalid("time", "This is before what has happened in this stay already.");
        }
    }

    private void change(Caller by, OpenStay stay, UnaryOperator<JsonObject> edit) {
        write(by, Action.UPDATE, ENCOUNTER + "/" + stay.id(), List.of(patch(stay, edit)));
    }

    private static Intent patch(OpenStay stay, UnaryOperator<JsonObject> edit) {
        return new Intent.Patch(new Target.ById(ENCOUNTER, stay.id()), edit, new Precondition.Version(stay.version()));
    }

    private void write(Caller by, Action action, String what, List<Intent> intents) {
        Caller writer = new Caller(by.id(), by.display(), by.capacity(), Rights.EVERYTHING);
        try {
            records.write(
                    writer,
                    intents,
                    (at, written, patients) -> Access.of(
                            at,
                            by,
                            action,
                            types.number(ENCOUNTER),
                            what,
                            action == Action.CREATE ? 201 : 200,
                            patients));
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(new Failure.Conflict("Somebody else has said something meanwhile. Look again."), e)
                    : e;
        }
    }

    private static Failed invalid(String field, String what) {
        return new Failed(new Failure.Invalid("value", field, what));
    }
}
