package org.throughline.network.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonObject;

/** A chart that is on its way arrives whole and once, and is closed at the old practice, whoever is killed in the middle of it. */
class TransferFaultsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int CHARTS = 4;
    private static final int RESULTS = 40;
    private static final int FILES = 4;

    /** Base64 of so many random bytes: a file alone is almost a piece of what travels. */
    private static final int FILE = 2_900_000;

    private final Random random = new Random(20261128);
    private final List<String> happened = new ArrayList<>();

    @Test
    @Tag("long")
    void aChartArrivesWholeAndOnceWhoeverIsKilledOnItsWay() throws Exception {
        try (Node family = node("family", 1);
                Node heart = node("heart", 2)) {
            heart.does("join " + family.does("invite"));
            family.line.is(Line.State.SLOW);
            for (int chart = 0; chart < CHARTS; chart++) {
                moves(family, heart, chart);
            }
        }
        System.out.println("Charts moved past: " + happened);
    }

    private static Node node(String name, long seed) throws IOException {
        return new Node(name, Files.createTempDirectory(Path.of("target").toAbsolutePath(), "fault-" + name), seed);
    }

    private void moves(Node family, Node heart, int number) throws Exception {
        String here = "p" + number;
        String there = "h" + number;
        chart(family, here);
        sent(heart, "PUT", "Patient/" + there, patient(there));
        String id = family.does("offer heart " + here);
        await(heart, id, "OFFERED");
        heart.does("take " + id + " " + there);
        Thread.sleep(random.nextInt(3_000));
        kill(family, heart, number, id, "it is fetched");
        if (number >= CHARTS / 2) {
            Thread.sleep(random.nextInt(2_000));
            kill(family, heart, number + 1, id, "it goes on");
        }
        await(heart, id, "FILED");
        whole(heart, there);
        heart.does("confirm " + id);
        Thread.sleep(random.nextInt(300));
        kill(family, heart, number + random.nextInt(3), id, "it is confirmed");
        await(family, id, "CONFIRMED");
        whole(heart, there);
        closed(family, here);
    }

    private void kill(Node family, Node heart, int which, String id, String when) throws Exception {
        List<Node> nodes = switch (which % 3) {
            case 0 -> List.of(heart);
            case 1 -> List.of(family);
            default -> List.of(family, heart);
        };
        happened.add(nodes.stream().map(each -> each.name).toList() + " killed while " + when + ", "
                + heart.tells("transfer " + id).orElse("?") + " there");
        for (Node node : nodes) {
            node.kill();
        }
        for (Node node : nodes) {
            node.start(0);
        }
    }

    private static void await(Node node, String id, String state) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!node.tells("transfer " + id).orElse("").equals(state)) {
            assertTrue(System.nanoTime() < until, () -> node.name + " does not come to " + state);
            Thread.sleep(100);
        }
    }

    private void chart(Node family, String id) {
        sent(family, "PUT", "Patient/" + id, patient(id));
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < RESULTS; i++) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append(
                            "{'resource':{'resourceType':'Observation','status':'final','code':{'text':'Potassium'},'subject':"
                                    + "{'reference':'Patient/" + id + "'},'valueInteger':" + i
                                    + "},'request':{'method':'POST','url':'Observation'}}");
        }
        sent(family, "POST", "", "{'resourceType':'Bundle','type':'transaction','entry':[" + entries + "]}");
        for (int i = 0; i < FILES; i++) {
            byte[] content = new byte[FILE];
            random.nextBytes(content);
            String binary = id + "-" + i;
            sent(
                    family,
                    "PUT",
                    "Binary/" + binary,
                    "{'resourceType':'Binary','id':'" + binary + "','contentType':'application/pdf','securityContext':"
                            + "{'reference':'Patient/" + id + "'},'data':'"
                            + Base64.getEncoder().encodeToString(content)
                            + "'}");
            sent(
                    family,
                    "POST",
                    "DocumentReference",
                    "{'resourceType':'DocumentReference','status':'current','subject':{'reference':'Patient/" + id
                            + "'},'content':[{'attachment':{'contentType':'application/pdf','url':'Binary/" + binary
                            + "'}}]}");
        }
        sent(
                family,
                "POST",
                "Task",
                "{'resourceType':'Task','status':'requested','intent':'order','description':'Call about the biopsy','for':"
                        + "{'reference':'Patient/" + id + "'}}");
    }

    private static String patient(String id) {
        return "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'1958-07-14',"
                + "'name':[{'family':'Marlowe','given':['Ada']}]}";
    }

    private static void sent(Node node, String method, String target, String body) {
        Node.Reply reply = node.send(method, target, body).orElseThrow();
        assertEquals(2, reply.status() / 100, () -> node.name + " " + target + ": " + reply);
    }

    private static List<JsonObject> found(Node node, String search) {
        return Scenario.resources(node.get(search + "&_count=500&_elements=id,code,description,attachment,status"));
    }

    /** All of it is there, and nothing twice. */
    private static void whole(Node heart, String patient) {
        assertEquals(RESULTS, found(heart, "Observation?patient=" + patient).size(), "results");
        assertEquals(FILES, found(heart, "DocumentReference?patient=" + patient).size(), "documents");
        assertEquals(1, found(heart, "Provenance?target=Patient/" + patient).size(), "provenances");
        List<JsonObject> tasks = found(heart, "Task?patient=" + patient);
        assertEquals(2, tasks.size(), tasks::toString);
        assertTrue(tasks.toString().contains("Call about the biopsy"), tasks::toString);
    }

    /** It is closed, once. */
    private static void closed(Node family, String patient) throws IOException {
        assertEquals("[heart]", family.does("departures " + patient));
        assertEquals(
                409,
                family.send(
                                "POST",
                                "Condition",
                                "{'resourceType':'Condition','subject':{'reference':'Patient/" + patient + "'}}")
                        .orElseThrow()
                        .status());
        List<JsonObject> tasks = found(family, "Task?patient=" + patient);
        assertEquals(1, tasks.size(), tasks::toString);
        assertTrue(tasks.toString().contains("cancelled"), tasks::toString);
        assertFalse(family.get("Patient/" + patient).toString().contains("\"active\":true"));
    }
}
