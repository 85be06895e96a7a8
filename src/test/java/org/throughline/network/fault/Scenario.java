package org.throughline.network.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.throughline.care.note.TestSeals;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonString;
import org.throughline.network.fault.Model.Place;

/** What people do at the members of a network while much fails, with what must come of it. */
final class Scenario {
    /** What members have no clearance for. */
    private static final String HIDDEN =
            "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'ETH'}]},";

    private static final int RESULTS = 8;

    private final List<Node> nodes;
    private final List<String> patients;
    private final Random random;
    private final Model model = new Model();
    /** Notes by id: from whom, about whom, to whom. */
    private final Map<String, Sent> notes = new TreeMap<>();

    /** @param acknowledged whether the sending was taken, so that the note must arrive */
    private record Sent(Node from, String patient, Node to, boolean acknowledged) {}

    Scenario(List<Node> nodes, int patients, long seed) {
        this.nodes = List.copyOf(nodes);
        this.random = new Random(seed);
        this.patients = java.util.stream.IntStream.range(0, patients)
                .mapToObj(each -> "p" + each)
                .toList();
    }

    /** All know all patients, and have joined with the first; every two share every patient whom both know. */
    void begin() throws IOException {
        for (Node node : nodes) {
            for (String patient : patients) {
                certain(node, "PUT", "Patient/" + patient, person(patient));
            }
        }
        for (Node one : nodes) {
            for (Node other : nodes.subList(0, nodes.indexOf(one))) {
                String invitation = other.does("invite");
                one.does("join " + invitation);
            }
        }
        for (Node one : nodes) {
            for (Node other : nodes.subList(0, nodes.indexOf(one))) {
                for (String patient : patients) {
                    one.does("ask " + other.name + " " + patient);
                    model.permits(new Place(one.name, patient), other.name, true);
                    model.permits(new Place(other.name, patient), one.name, true);
                }
            }
        }
    }

    private static String person(String id) {
        int number = Integer.parseInt(id.substring(1));
        List<String> families = List.of("Marlowe", "Quill", "Sorrel", "Tansy", "Ulmer", "Yarrow", "Bryony", "Zinnia");
        return "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'19" + (50 + number)
                + "-0" + (1 + number % 9) + "-1" + number % 10 + "','name':[{'family':'"
                + families.get(number % families.size()) + "','given':['Ada','Jane']}],'address':[{'line':['"
                + (10 + number)
                + " Mill Lane'],'city':'Salem','postalCode':'97301'}],'telecom':[{'system':'phone','value':'503-555-01"
                + (10 + number) + "'}]}";
    }

    /** Somebody does something somewhere. */
    void step() throws IOException {
        Node node = nodes.get(random.nextInt(nodes.size()));
        String patient = patients.get(random.nextInt(patients.size()));
        switch (random.nextInt(12)) {
            case 0 -> permits(node, another(node), patient, random.nextBoolean());
            case 1 -> sendsNote(node, another(node), patient);
            case 2, 3 -> deletes(node, patient);
            case 4 -> writes(node, patient, true);
            default -> writes(node, patient, false);
        }
    }

    private Node another(Node than) {
        List<Node> others = nodes.stream().filter(each -> each != than).toList();
        return others.get(random.nextInt(others.size()));
    }

    private String result(Node node, String patient) {
        return node.name + "-" + patient + "-" + random.nextInt(RESULTS);
    }

    private void writes(Node node, String patient, boolean hidden) {
        String id = result(node, patient);
        int value = random.nextInt(1_000_000);
        outcome(
                node.send("PUT", "Observation/" + id, observation(id, patient, value, hidden)),
                new Place(node.name, patient),
                id,
                hidden ? null : value);
    }

    /** Ten results of each patient at once. */
    void transaction(Node node, int day) {
        StringBuilder entries = new StringBuilder();
        for (String patient : patients) {
            for (int i = 0; i < 10; i++) {
                String id = node.name + "-" + patient + "-" + i;
                int value = 1_000 * day + i;
                entries.append(entries.isEmpty() ? "" : ",")
                        .append("{'resource':")
                        .append(observation(id, patient, value, false))
                        .append(",'request':{'method':'PUT','url':'Observation/" + id + "'}}");
                model.acknowledged(new Place(node.name, patient), id, value);
            }
        }
        certain(node, "POST", "", "{'resourceType':'Bundle','type':'transaction','entry':[" + entries + "]}");
    }

    private static String observation(String id, String patient, int value, boolean hidden) {
        return "{'resourceType':'Observation','id':'" + id + "'," + (hidden ? HIDDEN : "")
                + "'status':'final','code':{'coding':[{'system':'http://loinc.org','code':'2823-3'}],'text':'Potassium'},"
                + "'subject':{'reference':'Patient/" + patient + "'},'effectiveDateTime':'2026-11-20','valueInteger':"
                + value + "}";
    }

    private void deletes(Node node, String patient) {
        String id = result(node, patient);
        outcome(node.send("DELETE", "Observation/" + id, ""), new Place(node.name, patient), id, null);
    }

    private void outcome(Optional<Node.Reply> reply, Place place, String id, @Nullable Integer value) {
        boolean taken = reply.filter(each -> each.status() / 100 == 2).isPresent();
        if (taken) {
            model.acknowledged(place, id, value);
        } else if (reply.isEmpty() || reply.get().status() / 100 == 5) {
            model.unanswered(place, id, value);
        } else if (reply.get().status() != 404) {
            throw new IllegalStateException(place + " " + id + ": " + reply.get());
        }
    }

    /** The consent of a patient with a member here. */
    private static Optional<JsonObject> consent(Node holder, Node to, String patient) {
        Optional<Node.Reply> found = holder.send("GET", "Consent?patient=" + patient, "");
        Optional<Node.Reply> organizations = holder.send("GET", "Organization", "");
        if (found.filter(each -> each.status() == 200).isEmpty()
                || organizations.filter(each -> each.status() == 200).isEmpty()) {
            return Optional.empty();
        }
        String organization = resources(organizations.get().json()).stream()
                .filter(each -> to.name.equals(each.text("name")))
                .map(each -> "Organization/" + each.text("id"))
                .findFirst()
                .orElseThrow();
        return resources(found.get().json()).stream()
                .filter(each -> each.toString().contains("\"" + organization + "\""))
                .findFirst();
    }

    static List<JsonObject> resources(JsonObject bundle) {
        return bundle.objects("entry").stream()
                .map(each -> Objects.requireNonNull(each.object("resource")))
                .toList();
    }

    private void permits(Node holder, Node to, String patient, boolean now) {
        Place place = new Place(holder.name, patient);
        Optional<JsonObject> consent = consent(holder, to, patient);
        if (consent.isEmpty()) {
            return;
        }
        JsonObject changed = consent.get().with("status", new JsonString(now ? "active" : "inactive"));
        Optional<Node.Reply> reply = holder.send("PUT", "Consent/" + changed.text("id"), changed.toString());
        if (reply.filter(each -> each.status() / 100 == 2).isPresent()) {
            model.permits(place, to.name, now);
        }
    }

    private void sendsNote(Node from, Node to, String patient) throws IOException {
        String id = from.name + "-note-" + notes.size();
        String note = "{'resourceType':'DocumentReference','id':'" + id
                + "','status':'current','docStatus':'final','type':{'text':'Progress note'},'description':'" + id + "',"
                + "'category':[{'coding':[{'system':'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category','code':'clinical-note'}]}],"
                + "'subject':{'reference':'Patient/" + patient + "'},'date':'2026-11-27T10:00:00Z',"
                + "'author':[{'display':'Rei Ito'}],'content':[{'attachment':{'contentType':'text/plain;charset=utf-8','data':'Tm90ZQ=='}}]}";
        JsonObject sealed = TestSeals.sealed(
                JsonReader.readObject(note.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        Optional<Node.Reply> stored = from.send("PUT", "DocumentReference/" + id, sealed.toString());
        if (stored.filter(each -> each.status() / 100 == 2).isPresent()) {
            boolean taken =
                    from.tells("note " + to.name + " " + patient + " " + id).isPresent();
            notes.put(id, new Sent(from, patient, to, taken));
        }
    }

    /** All is well again: what was not answered is looked up, and what is wrong about it is told. */
    List<String> settled() {
        List<String> wrong = new ArrayList<>();
        for (Node node : nodes) {
            for (String patient : patients) {
                Place place = new Place(node.name, patient);
                Map<String, Integer> present = present(node, patient);
                Set<String> all = new TreeSet<>(model.ids(place));
                all.addAll(present.keySet());
                for (String id : all) {
                    Integer value = present.get(id);
                    if (!model.entry(place, id).allows(value)) {
                        wrong.add(id + " is " + value + ", not " + model.entry(place, id));
                    }
                    model.acknowledged(place, id, value);
                }
                for (Node other : nodes) {
                    if (other != node) {
                        model.permits(
                                place,
                                other.name,
                                "active"
                                        .equals(consent(node, other, patient)
                                                .orElseThrow()
                                                .text("status")));
                    }
                }
            }
        }
        return wrong;
    }

    /** What a member itself has written about a patient, and others may see. */
    private Map<String, Integer> present(Node node, String patient) {
        Map<String, Integer> present = new TreeMap<>();
        for (JsonObject each : resources(node.get("Observation?patient=" + patient + "&_count=500"))) {
            String id = String.valueOf(each.text("id"));
            if (id.startsWith(node.name + "-") && !each.toString().contains("\"ETH\"")) {
                present.put(id, value(each));
            }
        }
        return present;
    }

    private static int value(JsonObject observation) {
        return Integer.parseInt(String.valueOf(observation.get("valueInteger")));
    }

    /** Where what members hold differs from what they must hold. */
    List<String> differences() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Node node : nodes) {
            for (Node other : nodes) {
                if (other != node) {
                    for (String patient : patients) {
                        compare(node, other, patient, differences);
                    }
                }
            }
        }
        return differences;
    }

    private void compare(Node node, Node holder, String patient, List<String> differences) throws IOException {
        Map<String, Integer> must = model.held(new Place(holder.name, patient), node.name);
        Map<String, Integer> has = copies(node, holder, patient);
        if (!must.equals(has)) {
            differences.add(node.name + " of " + holder.name + " about " + patient + " must hold " + must
                    + " and holds " + has);
        }
    }

    /** What a member has of another one about a patient. */
    private static Map<String, Integer> copies(Node node, Node holder, String patient) throws IOException {
        Map<String, Integer> copies = new TreeMap<>();
        String there = holder.base() + "/Observation/";
        for (String each : node.does("copies " + patient).split(" ", -1)) {
            int value = each.indexOf('=');
            if (each.startsWith(there)) {
                copies.put(each.substring(there.length(), value), Integer.valueOf(each.substring(value + 1)));
            }
        }
        return copies;
    }

    /** Notes that have not come, or more than once. */
    List<String> strayNotes() {
        List<String> stray = new ArrayList<>();
        notes.forEach((id, sent) -> {
            long came = resources(sent.to().get("DocumentReference?patient=" + sent.patient() + "&_count=500")).stream()
                    .filter(each -> each.toString().contains("/" + id + "\""))
                    .count();
            if (came > 1 || (came == 0 && sent.acknowledged())) {
                stray.add(id + " came " + came + " times to " + sent.to().name);
            }
        });
        return stray;
    }

    int notes() {
        return notes.size();
    }

    private static void certain(Node node, String method, String target, String body) {
        Node.Reply reply = node.send(method, target, body).orElseThrow();
        if (reply.status() / 100 != 2) {
            throw new IllegalStateException(node.name + ": " + reply);
        }
    }

    /** Waits until all agree with the model, and tells how long that took. */
    Duration healed(Duration patience) throws IOException {
        long begun = System.nanoTime();
        List<String> left = left();
        while (!left.isEmpty()) {
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw new AssertionError(String.join("\n", left) + states());
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            left = left();
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private String states() {
        StringBuilder states = new StringBuilder();
        for (Node node : nodes) {
            try {
                states.append("\n\n").append(node.name).append(": ").append(node.tells("state"));
            } catch (IOException e) {
                states.append(e);
            }
        }
        return states.toString();
    }

    private List<String> left() throws IOException {
        List<String> left = differences();
        return left.isEmpty() ? strayNotes() : left;
    }
}
