package org.throughline.search.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.throughline.access.Interaction;
import org.throughline.app.TestProduct;
import org.throughline.app.ThreeMembers;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.record.Bodies;

/** Whatever patients agree to: each member has copies of just what a plain reading of the consents lets it see. */
class ConsentsOverMembersTest {
    private static final int PATIENTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Set<String> CLINICAL = Set.of("Observation", "Condition", "AllergyIntolerance");
    private static final Bodies BODIES = Bodies.shipped();

    private static final ThreeMembers MEMBERS = new ThreeMembers();
    private static final TestProduct HOLDER = MEMBERS.room;
    private static final List<TestProduct> OTHERS = List.of(MEMBERS.family, MEMBERS.laboratory);
    private static final List<String> FAMILIES = List.of("Marlowe", "Quill", "Sorrel", "Tansy", "Ulmer", "Yarrow");

    @BeforeAll
    static void allKnowAllPatients() {
        // In Massachusetts HIV goes only by a consent that names it, substance use everywhere.
        HOLDER.send(
                "PUT",
                "Organization/own",
                "{'resourceType':'Organization','id':'own','name':'City Hospital','address':[{'state':'MA'}]}");
        for (int i = 0; i < PATIENTS; i++) {
            String born = "19" + (40 + 4 * i) + "-0" + (1 + i % 9) + "-" + (11 + i);
            ThreeMembers.person(HOLDER, "p" + i, FAMILIES.get(i), born);
            entries("p" + i);
            for (TestProduct other : OTHERS) {
                ThreeMembers.person(other, "p" + i, FAMILIES.get(i), born);
                MEMBERS.ask(other, "p" + i);
            }
        }
    }

    private static void entries(String patient) {
        for (String category : List.of("laboratory", "vital-signs")) {
            entry(
                    "Observation",
                    patient,
                    category,
                    "'status':'final','code':{'text':'x'},'category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'"
                            + category + "'}]}],");
        }
        for (String label : List.of("", "HIV", "PSY", "ETH")) {
            String marked = label.isEmpty()
                    ? ""
                    : "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'"
                            + label + "'}]},";
            entry("Condition", patient, "c" + label, marked + "'code':{'text':'x'},");
        }
        String id = patient + "-a";
        HOLDER.send(
                "PUT",
                "AllergyIntolerance/" + id,
                "{'resourceType':'AllergyIntolerance','id':'" + id
                        + "','code':{'text':'x'},'patient':{'reference':'Patient/" + patient + "'}}");
    }

    private static void entry(String type, String patient, String name, String more) {
        String id = patient + "-" + name;
        HOLDER.send(
                "PUT",
                type + "/" + id,
                "{'resourceType':'" + type + "','id':'" + id + "'," + more + "'subject':{'reference':'Patient/"
                        + patient + "'}}");
    }

    @Test
    void eachHasWhatThePlainReadingAllows() {
        compare(3, 20261127);
    }

    @Test
    @Tag("long")
    void eachHasWhatThePlainReadingOfAThousandConsentsAllows() {
        compare(1 + 1000 / PATIENTS, 4711);
    }

    private static void compare(int rounds, long seed) {
        Random random = new Random(seed);
        int shown = 0;
        int hidden = 0;
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < PATIENTS; i++) {
                TestProduct.Reply reply = HOLDER.send("PUT", "Consent/made-p" + i, consent("p" + i, random));
                assertEquals(2, reply.status() / 100, reply.text());
            }
            Map<String, Set<String>> must = must();
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!must.equals(has()) && System.nanoTime() < until) {
                pause();
            }
            assertEquals(must, has(), "round " + round);
            int seen = must.values().stream().mapToInt(Set::size).sum();
            shown += seen;
            hidden += OTHERS.size() * PATIENTS * 7 - seen;
        }
        assertTrue(shown > 0 && hidden > 0, shown + " shown, " + hidden + " not");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String key(TestProduct member, int patient) {
        return OTHERS.indexOf(member) + " p" + patient;
    }

    /** What each member must have of each patient, by the {@link Judge}. */
    private static Map<String, Set<String>> must() {
        Map<String, Set<String>> must = new LinkedHashMap<>();
        Collection<JsonObject> present = present();
        Judge judge = new Judge(present);
        for (TestProduct member : OTHERS) {
            for (int i = 0; i < PATIENTS; i++) {
                String patient = "Patient/p" + i;
                must.put(
                        key(member, i),
                        present.stream()
                                .filter(each -> CLINICAL.contains(Judge.type(each)))
                                .filter(each -> patient.equals(Judge.patient(each)))
                                .filter(each -> judge.sees(MEMBERS.at(member).rights(), Interaction.READ, each))
                                .map(Judge::name)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        return must;
    }

    /** All that the holder itself has, but what is of no patient and no organization. */
    private static Collection<JsonObject> present() {
        return HOLDER
                .database()
                .read(connection -> Sql.list(
                        connection,
                        row -> row.getBytes(1),
                        "SELECT body FROM resource WHERE origin = 0 AND body IS NOT NULL"))
                .stream()
                .map(BODIES::open)
                .toList();
    }

    /** What each member has copies of. */
    private static Map<String, Set<String>> has() {
        Map<String, Set<String>> has = new LinkedHashMap<>();
        for (TestProduct member : OTHERS) {
            for (int i = 0; i < PATIENTS; i++) {
                long patient = Address.of("Patient", "p" + i);
                has.put(
                        key(member, i),
                        member
                                .database()
                                .read(connection -> Sql.list(
                                        connection,
                                        row -> row.getBytes(1),
                                        "SELECT body FROM resource WHERE origin <> 0 AND body IS NOT NULL AND patient = ?",
                                        patient))
                                .stream()
                                .map(BODIES::open)
                                .filter(each -> CLINICAL.contains(Judge.type(each)))
                                .map(ConsentsOverMembersTest::source)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        return has;
    }

    private static String source(JsonObject copy) {
        String source =
                String.valueOf(Objects.requireNonNull(copy.object("meta")).text("source"));
        return source.replaceFirst(".*/fhir/", "");
    }

    private static String consent(String patient, Random random) {
        return "{'resourceType':'Consent','id':'made-" + patient + "','status':'"
                + (random.nextInt(5) == 0 ? "inactive" : "active")
                + "','scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'text':'x'}],'patient':{'reference':'Patient/"
                + patient + "'},'policyRule':{'coding':[{'code':'" + (random.nextBoolean() ? "OPTIN" : "OPTOUT")
                + "'}]},'provision':" + provision(0, random) + "}";
    }

    private static String provision(int depth, Random random) {
        List<String> parts = new ArrayList<>();
        parts.add("'type':'" + (random.nextInt(3) == 0 ? "deny" : "permit") + "'");
        int few = depth == 0 ? 4 : 2;
        if (random.nextInt(few) == 0) {
            TestProduct member = OTHERS.get(random.nextInt(OTHERS.size()));
            parts.add("'actor':[{'role':{'text':'x'},'reference':{'reference':'Organization/"
                    + MEMBERS.organization(member) + "'}}]");
        }
        if (random.nextInt(few) == 0) {
            parts.add("'class':[{'system':'http://hl7.org/fhir/resource-types','code':'"
                    + (random.nextBoolean() ? "Observation" : "Condition") + "'}]");
        }
        if (random.nextInt(few) == 0) {
            parts.add("'securityLabel':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'"
                    + List.of("HIV", "PSY", "ETH").get(random.nextInt(3)) + "'}]");
        }
        if (random.nextInt(3 * few) == 0) {
            parts.add("'purpose':[{'code':'" + (random.nextBoolean() ? "TREAT" : "HRESCH") + "'}]");
        }
        if (random.nextInt(3 * few) == 0) {
            int days = random.nextBoolean() ? 30 : -30;
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            parts.add("'period':{'start':'" + today.minusDays(60) + "','end':'" + today.plusDays(days) + "'}");
        }
        if (depth < 2 && random.nextBoolean()) {
            parts.add("'provision':["
                    + IntStream.range(0, 1 + random.nextInt(2))
                            .mapToObj(ignored -> provision(depth + 1, random))
                            .collect(Collectors.joining(","))
                    + "]");
        }
        return "{" + String.join(",", parts) + "}";
    }
}
