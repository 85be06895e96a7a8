package org.throughline.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNull;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.matching.Judgement.Answer;
import org.throughline.matching.Sketch.Part;

/** What holds of any two descriptions. */
class RulesTest {
    private static final int PAIRS = 3_000;
    private static final Judge JUDGE = Judge.shipped();

    /** Fields in which one description can be made to say what the other says. */
    private static final List<Part[]> FIELDS = List.of(
            new Part[] {Part.GIVEN, Part.MIDDLE},
            new Part[] {Part.FAMILY, Part.FORMER},
            new Part[] {Part.BIRTH},
            new Part[] {Part.SEX},
            new Part[] {Part.LINE, Part.CITY, Part.POSTAL},
            new Part[] {Part.PHONE},
            new Part[] {Part.EMAIL},
            new Part[] {Part.SSN});

    private final Random random = new Random(7);
    private final Population population = new Population(random);
    private final Mistakes mistakes = new Mistakes(random, population);
    private final Strangers strangers = new Strangers(random, population);

    private Strangers.Two any() {
        if (random.nextBoolean()) {
            Sketch person = population.person();
            return new Strangers.Two(mistakes.written(person), mistakes.written(mistakes.later(person)));
        }
        Strangers.Kind[] kinds = Strangers.Kind.values();
        Strangers.Two two = strangers.of(kinds[random.nextInt(kinds.length)]);
        return new Strangers.Two(mistakes.written(two.one()), mistakes.written(two.other()));
    }

    private static Judgement judge(Sketch one, Sketch other) {
        return JUDGE.compare(one.read(), other.read());
    }

    @Test
    void theOrderMakesNoDifference() {
        for (int i = 0; i < PAIRS; i++) {
            Strangers.Two two = any();
            Judgement here = judge(two.one(), two.other());
            Judgement there = judge(two.other(), two.one());
            assertEquals(here.bits(), there.bits(), 1e-9, two::toString);
            assertEquals(here.answer(), there.answer(), two::toString);
        }
    }

    @Test
    void whatAgreesMoreNeverWeighsLess() {
        for (int i = 0; i < PAIRS; i++) {
            Strangers.Two two = any();
            Sketch one = two.one().with(Part.FORMER, "");
            Sketch other = two.other().with(Part.FORMER, "");
            Part[] field = FIELDS.get(random.nextInt(FIELDS.size()));
            Judgement before = judge(one, other);
            Judgement after = judge(one, other.like(one, field));
            // Of names that are exchanged only both can be put right.
            boolean said =
                    !one.get(field[0]).isEmpty() && !before.reasons().contains("Given and family name are exchanged");
            assertTrue(!said || after.bits() >= before.bits() - 1e-9, () -> field[0] + " " + two);
            assertTrue(
                    !said || after.answer().compareTo(before.answer()) <= 0,
                    () -> field[0] + " " + two + before.because() + after.because());
        }
    }

    @Test
    void whoWasBornOnAnotherDayAndIsOfAnotherSexIsNeverLinkedOrAskedAbout() {
        for (int i = 0; i < PAIRS; i++) {
            Sketch one = population.person().with(Part.SEX, "male").with(Part.BIRTH, "1961-03-24");
            Sketch other = one.with(Part.SEX, "female").with(Part.BIRTH, "19" + (70 + random.nextInt(30)) + "-11-17");
            assertEquals(Answer.NO, judge(one, other).answer());
        }
    }

    @Test
    void oneFieldAloneIsNeverEnough() {
        for (int i = 0; i < PAIRS; i++) {
            Sketch one = population.person();
            Sketch nobody = new Sketch(Map.of());
            for (Part part : Part.values()) {
                assertNotEquals(Answer.LINK, judge(one, nobody.like(one, part)).answer(), part::toString);
            }
        }
    }

    @Test
    void whatOneSaysIsTheOthersOwnDescription() {
        for (int i = 0; i < 200; i++) {
            Sketch one = population.person();
            assertEquals(Answer.LINK, judge(one, one).answer(), one::toString);
        }
    }

    @Test
    void anyJsonIsReadAndCompared() {
        Demographics known = population.person().read();
        for (int i = 0; i < PAIRS; i++) {
            JsonObject.Builder patient = JsonObject.builder();
            for (String name : List.of(
                    "name", "birthDate", "gender", "address", "telecom", "identifier", "multipleBirthInteger")) {
                patient.add(name, anything(3));
            }
            Demographics read = DemographicsReader.read(patient.build());
            assertEquals(
                    JUDGE.compare(read, known).bits(),
                    JUDGE.compare(known, read).bits(),
                    1e-9,
                    read::toString);
        }
    }

    private Json anything(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> new JsonString(text());
            case 1 -> new JsonString("");
            case 2 -> new JsonNumber("1e3");
            case 3 -> JsonBoolean.TRUE;
            case 4 -> JsonNull.NULL;
            case 5 -> JsonArray.of(anything(depth - 1), anything(depth - 1));
            default -> {
                JsonObject.Builder object = JsonObject.builder();
                for (String name : List.of(
                        "family",
                        "given",
                        "suffix",
                        "text",
                        "use",
                        "line",
                        "city",
                        "postalCode",
                        "system",
                        "value",
                        "type",
                        "coding",
                        "code")) {
                    if (random.nextInt(3) > 0) {
                        object.add(name, anything(depth - 1));
                    }
                }
                yield random.nextBoolean() ? object.build() : JsonArray.of(object.build());
            }
        };
    }

    private String text() {
        String[] some = {
            "phone",
            "email",
            "\u0000",
            "Jr",
            "-",
            "'",
            "1958-07-14",
            "1958-99",
            "000-00-0000",
            "\ud83d\ude00",
            "Ng",
            "e\u0301",
            "http://hl7.org/fhir/sid/us-ssn",
            "SS",
            "MB",
            "Apt 3",
            "12 Main Street",
            "a@b.c",
            "O'",
            "\u00df",
            "\u4e2d\u6587"
        };
        return some[random.nextInt(some.length)]
                + (random.nextBoolean() ? " " + some[random.nextInt(some.length)] : "");
    }
}
