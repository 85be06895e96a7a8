package org.throughline.network.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Stored;

/** What a member may see of a linked patient is with it, and nothing else. */
class SharingTest {
    private final TwoNodes nodes = new TwoNodes();

    private static final String PERMIT =
            "{'type':'permit','actor':[{'role':{'text':'recipient'},'reference':{'reference':'Organization/receiver'}}]}";

    private static String consent(String id, String status, String provision) {
        return ("{'resourceType':'Consent','id':'%s','status':'%s','scope':{'coding':[{'code':'patient-privacy'}]},"
                        + "'category':[{'text':'x'}],'patient':{'reference':'Patient/a'},'provision':%s}")
                .formatted(id, status, provision);
    }

    private static String observation(String id, String more) {
        return ("{'resourceType':'Observation','id':'%s','status':'final','code':{'text':'Potassium'},"
                        + "'subject':{'reference':'Patient/a'}%s}")
                .formatted(id, more);
    }

    @BeforeEach
    void aPatientOfBoth() {
        nodes.holder.store(
                "{'resourceType':'Organization','id':'receiver','name':'Heart Center'}",
                "{'resourceType':'Practitioner','id':'lee'}",
                "{'resourceType':'Patient','id':'a'}",
                "{'resourceType':'Patient','id':'other'}",
                "{'resourceType':'Medication','id':'m','code':{'text':'Lisinopril'}}",
                "{'resourceType':'MedicationRequest','id':'rx','status':'active','intent':'order','subject':{'reference':'Patient/a'},"
                        + "'medicationReference':{'reference':'Medication/m'},'requester':{'reference':'Practitioner/lee'}}",
                observation("k", ",'performer':[{'reference':'Practitioner/lee'}]"),
                "{'resourceType':'Observation','id':'foreign','status':'final','code':{'text':'x'},'subject':{'reference':'Patient/other'}}");
        nodes.receiver.store("{'resourceType':'Organization','id':'us'}", "{'resourceType':'Patient','id':'b'}");
    }

    private void share() {
        nodes.give();
        nodes.bringAll();
    }

    private static Set<String> names(Map<String, String> kept) {
        return kept.keySet().stream()
                .map(each -> each.substring(TwoNodes.BASE.length() + 1))
                .collect(Collectors.toSet());
    }

    private JsonObject copy(String name) {
        Stored found = nodes.receiver
                .page(
                        nodes.clinician(),
                        name.substring(0, name.indexOf('/')) + "?_source=" + TwoNodes.BASE + "/" + name)
                .matches()
                .getFirst();
        return nodes.receiver.records.bodies().open(Objects.requireNonNull(found.body()));
    }

    @Test
    void aLinkAloneGivesNothing() {
        nodes.link("a", "b");
        share();
        assertEquals(Map.of(), nodes.kept("b"));
    }

    @Test
    void aConsentOpensTheRecordAndItsEndClosesIt() {
        nodes.link("a", "b");
        nodes.holder.store(consent("c", "active", PERMIT));
        share();
        assertEquals(
                Set.of(
                        "Patient/a",
                        "Consent/c",
                        "Organization/receiver",
                        "Practitioner/lee",
                        "Medication/m",
                        "MedicationRequest/rx",
                        "Observation/k"),
                names(nodes.kept("b")));
        nodes.holder.store(consent("c", "inactive", PERMIT));
        share();
        assertEquals(Set.of("Practitioner/lee", "Organization/receiver"), names(nodes.kept("b")));
    }

    @Test
    void aCopyLeadsToOurPatientAndToOtherCopies() {
        nodes.link("a", "b");
        nodes.holder.store(
                consent("c", "active", PERMIT),
                observation("later", ",'meta':{'source':'urn:lab:7'},'derivedFrom':[{'reference':'Observation/k'}]"));
        share();
        JsonObject later = copy("Observation/later");
        assertEquals(
                "Patient/b", Objects.requireNonNull(later.object("subject")).text("reference"));
        assertEquals(
                "Observation/" + copy("Observation/k").text("id"),
                later.objects("derivedFrom").getFirst().text("reference"));
        assertEquals(
                "urn:lab:7",
                Objects.requireNonNull(later.object("meta"))
                        .objects("extension")
                        .getFirst()
                        .text("valueUri"));
        assertEquals(
                "Medication/" + copy("Medication/m").text("id"),
                Objects.requireNonNull(copy("MedicationRequest/rx").object("medicationReference"))
                        .text("reference"));
    }

    @Test
    void whatADocumentHasAttachedComesWithIt() {
        nodes.link("a", "b");
        nodes.holder.store(
                consent("c", "active", PERMIT),
                "{'resourceType':'Binary','id':'bin','contentType':'text/plain','data':'aGk='}",
                "{'resourceType':'DocumentReference','id':'doc','status':'current','subject':{'reference':'Patient/a'},"
                        + "'content':[{'attachment':{'contentType':'text/plain','url':'Binary/bin'}}]}");
        share();
        JsonObject attachment = Objects.requireNonNull(
                copy("DocumentReference/doc").objects("content").getFirst().object("attachment"));
        String url = String.valueOf(attachment.text("url"));
        assertEquals(CopyId.of(TwoNodes.PEER, "b", "Binary", "bin"), url.replace("Binary/", ""));
        assertTrue(names(nodes.kept("b")).contains("Binary/bin"));
        nodes.holder.store(
                "{'resourceType':'DocumentReference','id':'more','status':'current','subject':{'reference':'Patient/a'},"
                        + "'content':[{'attachment':{'contentType':'text/plain','url':'Binary/bin2'}}]}",
                "{'resourceType':'Binary','id':'bin2','contentType':'text/plain','data':'aGk='}");
        share();
        assertTrue(names(nodes.kept("b")).contains("Binary/bin2"));
    }

    @Test
    void aChangeALabelAndADeletionFollow() {
        nodes.link("a", "b");
        nodes.holder.store(consent("c", "active", PERMIT));
        share();
        int before = nodes.emitted.size();
        nodes.holder.store(observation("k", ",'note':[{'text':'haemolysed'}]"));
        share();
        assertEquals(before + 1, nodes.emitted.size());
        assertEquals(
                "haemolysed", copy("Observation/k").objects("note").getFirst().text("text"));
        nodes.holder.store(observation(
                "k",
                ",'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'PSY'}]}"));
        share();
        assertFalse(names(nodes.kept("b")).contains("Observation/k"));
    }

    @Test
    void unlinkingTakesAllBack() {
        nodes.link("a", "b");
        nodes.holder.store(consent("c", "active", PERMIT));
        share();
        nodes.unlinkAtHolder("a");
        share();
        assertEquals(Set.of("Practitioner/lee", "Organization/receiver"), names(nodes.kept("b")));
    }

    @Test
    void aMemberNoMoreIsGivenNothing() {
        nodes.link("a", "b");
        nodes.holder.store(consent("c", "active", PERMIT));
        nodes.leave();
        share();
        assertEquals(Map.of(), nodes.kept("b"));
    }

    @Test
    void whatCameIsNotAppliedTwiceAndAGapIsSeen() {
        nodes.link("a", "b");
        nodes.holder.store(consent("c", "active", PERMIT));
        nodes.give();
        assertTrue(nodes.bring(3, nodes.emitted.size()).missing());
        assertEquals(Map.of(), nodes.kept("b"));
        assertEquals(2, nodes.bring(1, 2).applied());
        assertEquals(2, nodes.bring(1, 1).applied());
        nodes.bring(2, nodes.emitted.size());
        assertEquals(nodes.visible("a"), nodes.kept("b"));
    }

    @Test
    void whatComesAlongInALaterVersionThanIsToldWaitsForItsTurn() {
        nodes.link("a", "b");
        nodes.holder.store(consent("c", "active", PERMIT));
        nodes.give();
        nodes.bring(1, nodes.emitted.size());
        int before = nodes.emitted.size();
        nodes.holder.store(plan(""));
        nodes.give();
        nodes.holder.store(
                "{'resourceType':'Goal','id':'g','lifecycleStatus':'active','description':{'text':'Walk'},"
                        + "'subject':{'reference':'Patient/a'}}",
                plan(",'goal':[{'reference':'Goal/g'}]"));
        nodes.give();

        for (int number = before + 1; number <= nodes.emitted.size(); number++) {
            nodes.bring(number, number);
        }
        assertEquals(nodes.visible("a"), nodes.kept("b"));
        assertEquals(
                "Goal/" + copy("Goal/g").text("id"),
                copy("CarePlan/p").objects("goal").getFirst().text("reference"));
    }

    private static String plan(String more) {
        return "{'resourceType':'CarePlan','id':'p','status':'active','intent':'plan','subject':{'reference':'Patient/a'}%s}"
                .formatted(more);
    }

    @Test
    void whatIsNotWhatItSaysIsNotKept() {
        nodes.link("a", "b");
        Incoming other = new Incoming(
                1,
                new Notice(Notice.Kind.CHANGED, "Observation", "k", 1, "a"),
                TwoNodes.json("{'resourceType':'Condition','id':'k','subject':{'reference':'Patient/a'}}"));
        Incoming ofNobody = new Incoming(
                2,
                new Notice(Notice.Kind.CHANGED, "Observation", "n", 1, ""),
                TwoNodes.json("{'resourceType':'Observation','id':'n','status':'final','code':{'text':'x'}}"));
        assertEquals(2, nodes.apply(List.of(other, ofNobody)).refused());
        assertEquals(Map.of(), nodes.kept("b"));
    }

    @Test
    void afterAnythingTheReceiverAgreesWithWhatItMaySee() {
        for (int seed = 0; seed < 6; seed++) {
            agree(new Random(seed), "s" + seed);
        }
    }

    private void agree(Random random, String name) {
        nodes.holder.store("{'resourceType':'Patient','id':'%s'}".formatted(name));
        nodes.receiver.store("{'resourceType':'Patient','id':'r%s'}".formatted(name));
        nodes.link(name, "r" + name);
        int told = nodes.emitted.size();
        for (int round = 0; round < 12; round++) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                nodes.holder.store(change(random, name));
            }
            nodes.give();
            if (random.nextInt(3) > 0) {
                told = bringInPieces(random, told);
            }
        }
        nodes.bring(1, nodes.emitted.size());
        Map<String, String> expected = new TreeMap<>(nodes.visible(name));
        Map<String, String> kept = nodes.kept("r" + name);
        List.of(expected, kept)
                .forEach(each -> each.keySet()
                        .removeIf(url -> url.contains("/Practitioner/") || url.contains("/Organization/")));
        assertEquals(expected, kept, "seed " + name);
    }

    /** In pieces that overlap, come twice, or leave something out. */
    private int bringInPieces(Random random, int told) {
        int applied = told;
        List<Integer> ends = new ArrayList<>();
        for (int next = told; next < nodes.emitted.size(); next += 1 + random.nextInt(5)) {
            ends.add(Math.min(nodes.emitted.size(), next + 1 + random.nextInt(5)));
        }
        for (int end : ends) {
            int from = Math.max(1, applied + 1 - random.nextInt(3) + random.nextInt(2));
            if (from <= end) {
                applied = (int) nodes.bring(from, end).applied();
            }
        }
        return applied;
    }

    private static String change(Random random, String patient) {
        String id = patient + "-" + random.nextInt(6);
        String subject = "'subject':{'reference':'Patient/" + patient + "'}";
        String label = random.nextInt(4) == 0
                ? "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'%s'}]},"
                        .formatted(random.nextBoolean() ? "PSY" : "ETH")
                : "";
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                "{'resourceType':'Observation','id':'%s',%s'status':'final','code':{'text':'x%d'},%s}"
                        .formatted(id, label, random.nextInt(100), subject);
            case 2 -> "{'resourceType':'Condition','id':'%s',%s%s}".formatted(id, label, subject);
            case 3 ->
                "{'resourceType':'MedicationRequest','id':'%s','status':'active','intent':'order',%s,'medicationReference':{'reference':'Medication/m'}}"
                        .formatted(id, subject);
            default ->
                consent(
                                patient + "-c" + random.nextInt(2),
                                random.nextInt(3) == 0 ? "inactive" : "active",
                                provision(random))
                        .replace("Patient/a", "Patient/" + patient);
        };
    }

    private static String provision(Random random) {
        return random.nextInt(3) == 0
                ? "{'type':'permit','provision':[{'type':'deny','class':[{'system':'http://hl7.org/fhir/resource-types','code':'Condition'}]},%s]}"
                        .formatted(PERMIT)
                : PERMIT;
    }
}
