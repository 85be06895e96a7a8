package org.throughline.care.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Scopes;
import org.throughline.care.entry.Author;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.fhir.definitions.R4;
import org.throughline.kernel.Failed;
import org.throughline.search.SearchFixture;

/** Lists are found by search, and tell the same as the rule, whoever is there. */
class WorklistTest {
    private static final ZoneId ZONE = ZoneId.of("America/St_Johns");
    private static final SearchFixture RECORD = new SearchFixture();
    private static final Worklist LISTS =
            new Worklist(RECORD.records, RECORD.searches(), Worklist.Begun.NOTHING, Clock.system(ZONE));
    private static final Tasks TASKS = new Tasks(RECORD.records, RECORD.searches(), R4.types(), Clock.systemUTC());
    private static final Caller CALLER = Caller.ofOperator("test", "Test", Scopes.parse("system/*.cruds"));
    private static final List<String> ROLES = List.of("front-desk", "nurse", "practice-manager", "privacy-officer");

    private static Member member(long account, boolean active, @Nullable Long deputy, String... roles) {
        List<Member.Held> held = new ArrayList<>();
        for (String role : roles) {
            held.add(new Member.Held(role, account));
        }
        return new Member(
                account, "P" + account, Set.of("Practitioner/" + account), active, account == 1, held, false, deputy);
    }

    private static Who who(long account) {
        return new Who(CALLER, new Author("Practitioner/" + account, "P" + account));
    }

    private static Recipient person(long account) {
        return new Recipient(new Addressee.Person("Practitioner/" + account), "P" + account);
    }

    private static void practitioners() {
        for (int i = 1; i <= 6; i++) {
            RECORD.store("{'resourceType':'Practitioner','id':'" + i + "'}");
        }
    }

    /** All that waits in a world of every kind of thing, shared out among people who come and go. */
    @Test
    void everyOpenLoopIsInExactlyOneList() {
        practitioners();
        RECORD.store("{'resourceType':'Patient','id':'p'}");
        Random random = new Random(7);
        Set<String> open = new TreeSet<>();
        for (int i = 0; i < 120; i++) {
            String person = "{'reference':'Practitioner/" + (1 + random.nextInt(6)) + "'}";
            String role = ROLES.get(random.nextInt(ROLES.size()));
            boolean over = random.nextInt(5) == 0;
            String id = "w" + i;
            String resource = switch (random.nextInt(7)) {
                case 0 ->
                    "{'resourceType':'Task','id':'%s','status':'%s','intent':'order','owner':%s,'performerType':[{'coding':[{'system':'urn:throughline:role','code':'%s'}]}]}"
                            .formatted(id, over ? "completed" : "requested", person, role);
                case 1 ->
                    "{'resourceType':'Task','id':'%s','status':'%s','intent':'order','performerType':[{'coding':[{'system':'urn:throughline:role','code':'%s'}]}]}"
                            .formatted(id, over ? "cancelled" : "in-progress", role);
                case 2 ->
                    "{'resourceType':'Task','id':'%s','status':'%s','intent':'order','code':{'coding':[{'code':'medRecCxReq'}]}}"
                            .formatted(id, over ? "rejected" : "received");
                case 3 ->
                    "{'resourceType':'Communication','id':'%s','status':'%s','sender':%s,'recipient':[{'identifier':{'system':'urn:throughline:role','value':'%s'}}]}"
                            .formatted(id, over ? "completed" : "in-progress", person, role);
                case 4 ->
                    "{'resourceType':'ServiceRequest','id':'%s','status':'%s','intent':'order','subject':{'reference':'Patient/p'},'requester':%s}"
                            .formatted(id, over ? "completed" : "active", person);
                case 5 ->
                    "{'resourceType':'MedicationRequest','id':'%s','status':'%s','intent':'order','medicationCodeableConcept':{'text':'x'},'subject':{'reference':'Patient/p'},'requester':%s}"
                            .formatted(id, over ? "active" : "draft", person);
                default ->
                    "{'resourceType':'DiagnosticReport','id':'%s','status':'final','code':{'text':'x'},%s'resultsInterpreter':[%s]}"
                            .formatted(
                                    id,
                                    over
                                            ? ""
                                            : "'meta':{'tag':[{'system':'urn:throughline:code','code':'to-acknowledge'}]},",
                                    person);
            };
            RECORD.store(resource);
            if (!over) {
                open.add(id);
            }
        }
        for (int world = 0; world < 12; world++) {
            List<Member> members = new ArrayList<>();
            members.add(member(1, true, null));
            for (long account = 2; account <= 5; account++) {
                String[] roles =
                        ROLES.stream().filter(each -> random.nextInt(3) == 0).toArray(String[]::new);
                Long deputy = random.nextBoolean() ? (Long) (1L + random.nextInt(5)) : null;
                members.add(member(account, random.nextInt(3) > 0, deputy, roles));
            }
            Roster roster = new Roster(members);
            Map<String, Long> lists = new HashMap<>();
            for (Member member : roster.members()) {
                for (Waiting waiting : LISTS.of(roster, member)) {
                    if (waiting.id().startsWith("w")) {
                        assertEquals(
                                null, lists.put(waiting.id(), member.account()), waiting.id() + " is in two lists");
                        assertTrue(member.active(), waiting.id() + " is with somebody who left");
                    }
                }
            }
            assertEquals(open, new TreeSet<>(lists.keySet()));
        }
    }

    @Test
    void aTaskIsGivenHandedOnDeclinedAndDone() {
        practitioners();
        Roster roster = new Roster(List.of(member(1, true, null), member(2, true, null), member(3, true, null)));
        Member two = roster.members().get(1);
        Member three = roster.members().get(2);
        String id = TASKS.give(
                who(2), new NewTask("", "Call the lab", person(3), LocalDate.of(2026, 11, 30), Priority.URGENT, ""));

        Waiting given = waiting(LISTS.of(roster, three), id);
        assertEquals(LocalDate.of(2026, 11, 30), given.due());
        assertEquals(Priority.URGENT, given.priority());
        assertTrue(LISTS.askedBy(two).stream().anyMatch(each -> each.id().equals(id)));

        TASKS.decline(who(3), id, given.version(), "I am not here tomorrow");
        Waiting back = waiting(LISTS.of(roster, two), id);
        assertEquals("Declined: I am not here tomorrow", back.text());

        TASKS.handOn(who(2), id, back.version(), person(1), "please");
        Waiting last = waiting(LISTS.of(roster, roster.members().getFirst()), id);
        assertThrows(Failed.class, () -> TASKS.done(who(1), id, back.version(), ""), "it was changed since");
        TASKS.done(who(1), id, last.version(), "done it");
        assertTrue(LISTS.find("Task", id).isEmpty());
        assertEquals(3, TASKS.notes(CALLER, id).size());
    }

    @Test
    void anAnswerEndsAMessageAndGoesToWhoeverSentIt() {
        practitioners();
        Roster roster = new Roster(List.of(member(1, true, null), member(2, true, null), member(3, true, null)));
        TASKS.send(
                who(2),
                new Tasks.NewMessage("", "Vaccines", "Did the vaccines come?", List.of(person(3)), Priority.ROUTINE));
        Waiting asked = LISTS.of(roster, roster.members().get(2)).stream()
                .filter(each -> each.what().equals("Vaccines"))
                .findFirst()
                .orElseThrow();
        TASKS.answer(who(3), asked.id(), asked.version(), "Yes, this morning.");

        assertTrue(LISTS.find("Communication", asked.id()).isEmpty());
        Waiting answer = LISTS.of(roster, roster.members().get(1)).stream()
                .filter(each -> each.text().equals("Yes, this morning."))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("Did the vaccines come?", "Yes, this morning."),
                TASKS.talk(CALLER, answer.id()).stream().map(Tasks.Said::text).toList());
    }

    @Test
    void whatIsOverdueIsPassedOnOnce() {
        practitioners();
        Recipient managers = new Recipient(new Addressee.Role("practice-manager"), "Practice manager");
        String late =
                TASKS.give(who(2), new NewTask("", "Late", person(3), LocalDate.of(2020, 1, 1), Priority.ROUTINE, ""));
        String kept = TASKS.give(
                who(2), new NewTask("", "In time", person(3), LocalDate.of(2999, 1, 1), Priority.ROUTINE, ""));
        Escalation moves = new Escalation(
                LISTS, RECORD.records, R4.types(), () -> new Escalation.Rule(1, managers, false), Clock.systemUTC());
        assertEquals(1, moves.run());
        assertEquals(0, moves.run());
        Waiting passed = LISTS.find("Task", late).orElseThrow();
        assertEquals(managers.addressee(), passed.addressees().getFirst());
        assertTrue(passed.escalated());
        assertEquals(
                new Addressee.Person("Practitioner/3"),
                LISTS.find("Task", kept).orElseThrow().addressees().getFirst());

        TASKS.give(who(2), new NewTask("", "Later", person(3), LocalDate.of(2020, 1, 1), Priority.ROUTINE, ""));
        Escalation copies = new Escalation(
                LISTS, RECORD.records, R4.types(), () -> new Escalation.Rule(1, managers, true), Clock.systemUTC());
        assertEquals(1, copies.run());
        assertEquals(0, copies.run());
        assertTrue(LISTS.of("practice-manager").stream()
                .anyMatch(each -> each.what().equals("Overdue: Later")));
    }

    private static Waiting waiting(List<Waiting> list, String id) {
        return list.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }
}
