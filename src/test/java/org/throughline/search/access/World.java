package org.throughline.search.access;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

/** Random patients with random records, people who treat them, and consents. */
final class World {
    static final int PATIENTS = 6;
    static final int PRACTITIONERS = 5;
    static final int ORGANIZATIONS = 3;
    static final List<String> LABELS = List.of("ETH", "PSY", "HIV", "PSYTHPN", "ADOL", "R");
    static final List<String> PURPOSES = List.of("TREAT", "ETREAT", "HPAYMT", "HOPERAT", "FAMRQT", "HRESCH");
    static final List<String> CATEGORIES = List.of("laboratory", "vital-signs", "social-history");
    private static final List<String> CLASSES = List.of("Observation", "Condition", "MedicationRequest", "Encounter");

    private final Random random;
    private int next;

    World(Random random) {
        this.random = random;
    }

    /** The resources that are there first; what comes later refers to what comes earlier. */
    List<JsonObject> resources() {
        List<String> all = new ArrayList<>();
        numbers(ORGANIZATIONS)
                .forEach(i -> all.add("{'resourceType':'Organization','id':'o%d','name':'O'}".formatted(i)));
        numbers(PRACTITIONERS).forEach(i -> all.add("{'resourceType':'Practitioner','id':'d%d'}".formatted(i)));
        numbers(2)
                .forEach(i -> all.add(
                        "{'resourceType':'PractitionerRole','id':'r%d','practitioner':{'reference':'Practitioner/d%d'}}"
                                .formatted(i, i)));
        numbers(PATIENTS).forEach(i -> all.add(patient(i)));
        numbers(2)
                .forEach(
                        i -> all.add("{'resourceType':'RelatedPerson','id':'k%d','patient':{'reference':'Patient/p%d'}}"
                                .formatted(i, i)));
        numbers(4).forEach(i -> all.add("{'resourceType':'Medication','id':'m%d'}".formatted(i)));
        numbers(2).forEach(i -> all.add("{'resourceType':'Device','id':'v%d'}".formatted(i)));
        numbers(2).forEach(i -> all.add("{'resourceType':'Specimen','id':'s%d'}".formatted(i)));
        numbers(3).forEach(i -> all.add(binary(i)));
        numbers(10).forEach(i -> all.add(relation()));
        numbers(24).forEach(i -> all.add(clinical()));
        numbers(6).forEach(i -> all.add(report("g" + i)));
        numbers(5).forEach(i -> all.add(task()));
        numbers(3)
                .forEach(i -> all.add(
                        "{'resourceType':'Provenance','id':'%s','target':[{'reference':'Observation/%s'}],'recorded':'%sT00:00:00Z','agent':[{'who':{'reference':'Practitioner/d0'}}]}"
                                .formatted(id(), "c" + random.nextInt(6), day(0))));
        numbers(5).forEach(i -> all.add(consent(id())));
        return all.stream().map(World::json).toList();
    }

    /** Another version of a resource: about another patient, with other labels. */
    JsonObject changed(JsonObject resource) {
        String type = String.valueOf(resource.text("resourceType"));
        String id = String.valueOf(resource.text("id"));
        return switch (type) {
            case "Patient" -> json(patient(Integer.parseInt(id.substring(1))));
            case "Observation" -> json(observation(id));
            case "Condition" -> json(condition(id));
            case "DiagnosticReport" -> json(report(id));
            case "Consent" -> json(consent(id));
            default -> resource;
        };
    }

    private String patient(int number) {
        return "{'resourceType':'Patient','id':'p%d',%s'managingOrganization':{'reference':'Organization/%s'}%s}"
                .formatted(
                        number,
                        random.nextInt(5) == 0 ? "'meta':{'security':[" + coding("VIP") + "]}," : "",
                        "o" + random.nextInt(ORGANIZATIONS),
                        random.nextBoolean() ? ",'generalPractitioner':[" + reference(practitioner()) + "]" : "");
    }

    private String binary(int number) {
        String context = random.nextBoolean() ? ",'securityContext':" + reference(anyPatient()) : "";
        return "{'resourceType':'Binary','id':'b%d','contentType':'text/plain'%s}".formatted(number, context);
    }

    private String relation() {
        String patient = reference(anyPatient());
        return switch (random.nextInt(5)) {
            case 0 ->
                "{'resourceType':'CareTeam','id':'%s','status':'%s','subject':%s%s,'participant':[{'member':%s%s}]}"
                        .formatted(
                                id(),
                                pick("active", "active", "inactive", "entered-in-error"),
                                patient,
                                period("period"),
                                reference(actor()),
                                period("period"));
            case 1 ->
                "{'resourceType':'Encounter','id':'%s','status':'%s','class':{'code':'AMB'},'subject':%s%s,'participant':[{'individual':%s}],'serviceProvider':%s}"
                        .formatted(
                                id(),
                                pick("finished", "in-progress", "cancelled"),
                                patient,
                                period("period"),
                                reference(practitioner()),
                                reference(organization()));
            case 2 ->
                "{'resourceType':'Appointment','id':'%s','status':'%s','start':'%sT08:00:00Z','end':'%sT09:00:00Z','participant':[{'status':'accepted','actor':%s},{'status':'%s','actor':%s}]}"
                        .formatted(
                                id(),
                                pick("booked", "noshow", "fulfilled"),
                                day(-60),
                                day(-60),
                                patient,
                                pick("accepted", "declined"),
                                reference(practitioner()));
            case 3 ->
                "{'resourceType':'ServiceRequest','id':'%s','status':'%s','intent':'order','subject':%s,'authoredOn':'%s','requester':%s,'performer':[%s]}"
                        .formatted(
                                id(),
                                pick("active", "revoked"),
                                patient,
                                day(-700 + random.nextInt(600)),
                                reference(practitioner()),
                                reference(actor()));
            default ->
                "{'resourceType':'EpisodeOfCare','id':'%s','status':'active','patient':%s%s,'careManager':%s}"
                        .formatted(id(), patient, period("period"), reference(practitioner()));
        };
    }

    private String clinical() {
        return switch (random.nextInt(4)) {
            case 0, 1 -> observation("c" + next++);
            case 2 -> condition(id());
            default -> random.nextBoolean() ? document() : medicationRequest();
        };
    }

    private String observation(String id) {
        return "{'resourceType':'Observation','id':'%s',%s'status':'final','code':{'text':'x'},'subject':%s,'category':[{'coding':[{'system':'urn:c','code':'%s'}]}]%s%s%s}"
                .formatted(
                        id,
                        meta(),
                        reference(anyPatient()),
                        CATEGORIES.get(random.nextInt(CATEGORIES.size())),
                        random.nextInt(4) == 0 ? "" : ",'effectiveDateTime':'" + day(-random.nextInt(800)) + "'",
                        random.nextInt(4) == 0 ? ",'device':" + reference("Device/v" + random.nextInt(2)) : "",
                        random.nextInt(4) == 0 ? ",'specimen':" + reference("Specimen/s" + random.nextInt(2)) : "");
    }

    private String report(String id) {
        return "{'resourceType':'DiagnosticReport','id':'%s',%s'status':'final','code':{'text':'x'},'subject':%s,'result':[%s]}"
                .formatted(id, meta(), reference(anyPatient()), reference("Observation/c" + random.nextInt(6)));
    }

    private String task() {
        return "{'resourceType':'Task','id':'%s','status':'completed','intent':'order','focus':%s,'for':%s}"
                .formatted(
                        id(),
                        reference(
                                random.nextBoolean()
                                        ? "DiagnosticReport/g" + random.nextInt(6)
                                        : "Observation/c" + random.nextInt(6)),
                        reference(anyPatient()));
    }

    private String condition(String id) {
        return "{'resourceType':'Condition','id':'%s',%s'subject':%s,'onsetDateTime':'%s'}"
                .formatted(id, meta(), reference(anyPatient()), day(-random.nextInt(800)));
    }

    private String medicationRequest() {
        return "{'resourceType':'MedicationRequest','id':'%s',%s'status':'active','intent':'order','subject':%s,'medicationReference':%s}"
                .formatted(id(), meta(), reference(anyPatient()), reference("Medication/m" + random.nextInt(3)));
    }

    private String document() {
        return "{'resourceType':'DocumentReference','id':'%s',%s'status':'current','subject':%s,'content':[{'attachment':{'url':'Binary/b%d'}}]}"
                .formatted(id(), meta(), reference(anyPatient()), random.nextInt(3));
    }

    private String consent(String id) {
        return "{'resourceType':'Consent','id':'%s','status':'%s','scope':{'coding':[{'code':'%s'}]},'category':[{'text':'x'}],'patient':%s,'policyRule':{'coding':[{'code':'%s'}]},'provision':%s}"
                .formatted(
                        id,
                        pick("active", "active", "active", "inactive"),
                        pick("patient-privacy", "patient-privacy", "patient-privacy", "treatment"),
                        reference(anyPatient()),
                        pick("OPTIN", "OPTOUT"),
                        provision(0));
    }

    private String provision(int depth) {
        List<String> parts = new ArrayList<>();
        if (depth > 0 || random.nextInt(3) == 0) {
            parts.add("'type':'" + pick("permit", "deny") + "'");
        }
        int few = depth == 0 ? 5 : 3;
        if (random.nextInt(few) == 0) {
            parts.add("'actor':[{'role':{'text':'x'},'reference':" + reference(consentActor()) + "}]");
        }
        if (random.nextInt(few) == 0) {
            parts.add("'purpose':[{'code':'" + PURPOSES.get(random.nextInt(PURPOSES.size())) + "'}]");
        }
        if (random.nextInt(few) == 0) {
            parts.add("'class':[{'system':'http://hl7.org/fhir/resource-types','code':'"
                    + CLASSES.get(random.nextInt(CLASSES.size())) + "'}]");
        }
        if (random.nextInt(few) == 0) {
            parts.add("'securityLabel':[" + coding(LABELS.get(random.nextInt(LABELS.size()))) + "]");
        }
        if (random.nextInt(few * 2) == 0) {
            parts.add("'data':[{'meaning':'" + pick("instance", "instance", "related") + "','reference':"
                    + reference("Observation/c" + random.nextInt(6)) + "}]");
        }
        if (random.nextInt(few * 2) == 0) {
            parts.add(period("period").substring(1));
        }
        if (random.nextInt(few * 2) == 0) {
            parts.add(period("dataPeriod").substring(1));
        }
        if (random.nextInt(few * 4) == 0) {
            parts.add("'code':[{'text':'x'}]");
        }
        if (random.nextInt(few * 2) == 0) {
            parts.add("'action':[{'coding':[{'code':'" + pick("access", "use", "collect", "strange") + "'}]}]");
        }
        if (depth < 2 && random.nextBoolean()) {
            parts.add("'provision':["
                    + IntStream.range(0, 1 + random.nextInt(2))
                            .mapToObj(i -> provision(depth + 1))
                            .collect(Collectors.joining(","))
                    + "]");
        }
        parts.removeIf(String::isEmpty);
        return "{" + String.join(",", parts) + (parts.isEmpty() ? "'type':'permit'" : "") + "}";
    }

    /** Held from the patient, in force or over, or without an end. */
    private String held() {
        String end = "'extension':[{'url':'urn:throughline:held','extension':[{'url':'until','valueDateTime':'"
                + day((random.nextBoolean() ? 1 : -1) * (2 + random.nextInt(20))) + "T00:00:00Z'}]}],";
        return coding("TABOO").replaceFirst("\\{", random.nextInt(4) == 0 ? "{" : "{" + end);
    }

    private String meta() {
        if (random.nextInt(4) == 0) {
            return "'meta':{'security':[" + held() + "]},";
        }
        return random.nextInt(2) == 0
                ? ""
                : "'meta':{'security':[" + coding(LABELS.get(random.nextInt(LABELS.size()))) + "]},";
    }

    private static String coding(String code) {
        return "{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'" + code + "'}";
    }

    /** Begins with a comma. */
    private String period(String name) {
        int start = -900 + random.nextInt(1000);
        return ",'" + name + "':{'start':'" + day(start) + "'"
                + (random.nextBoolean() ? ",'end':'" + day(start + 5 + random.nextInt(800)) + "'" : "") + "}";
    }

    private static String day(int fromToday) {
        // Never today or a neighbour, whose answer could change while the test runs.
        int days = Math.abs(fromToday) < 2 ? -2 : fromToday;
        return LocalDate.now(ZoneOffset.UTC).plusDays(days).toString();
    }

    private String actor() {
        return random.nextInt(3) == 0 ? organization() : practitioner();
    }

    private String consentActor() {
        return switch (random.nextInt(6)) {
            case 0 -> organization();
            case 1 -> "RelatedPerson/k" + random.nextInt(2);
            case 2 -> "PractitionerRole/r" + random.nextInt(2);
            case 3 -> "CareTeam/none";
            default -> practitioner();
        };
    }

    private String practitioner() {
        return "Practitioner/d" + random.nextInt(PRACTITIONERS);
    }

    private String organization() {
        return "Organization/o" + random.nextInt(ORGANIZATIONS);
    }

    private String anyPatient() {
        return "Patient/p" + random.nextInt(PATIENTS);
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    private String id() {
        return "x" + next++;
    }

    private static String reference(String to) {
        return "{'reference':'" + to + "'}";
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static JsonObject json(String text) {
        return JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
