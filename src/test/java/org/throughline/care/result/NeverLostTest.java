package org.throughline.care.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Member;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Roster;
import org.throughline.care.task.Waiting;
import org.throughline.care.task.Worklist;
import org.throughline.fhir.definitions.R4;
import org.throughline.record.RecordSettings;
import org.throughline.search.SearchFixture;
import org.throughline.terminology.lab.Labs;

/**
 * A result that nobody looked at is on exactly one list of somebody who works here, and others are told of it in time;
 * whoever leaves, is away, comes back, hands it on, corrects it, and however often the product is started anew.
 */
class NeverLostTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Labs LABS = Labs.shipped();
    private static final Caller CALLER = new Caller("test", "Test", Rights.EVERYTHING);
    private static final List<String> ROLES = List.of("practice-manager", "physician", "physician", "nurse");

    private final SearchFixture record =
            new SearchFixture(new RecordSettings(false, true), fixture -> new Arrival(CLOCK));
    private final Results results = new Results(record.records, record.searches(), R4.types(), LABS, CLOCK);
    private final Set<String> open = new HashSet<>();
    private final Set<String> all = new HashSet<>();
    private final boolean[] gone = new boolean[4];
    private final boolean[] away = new boolean[4];
    private Sorting sorting = sorting();

    private Sorting sorting() {
        return new Sorting(record.records, record.searches(), R4.types(), LABS, CLOCK);
    }

    private Worklist lists() {
        return new Worklist(record.records, record.searches(), Worklist.Begun.NOTHING, CLOCK);
    }

    private Roster team() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            long account = i + 1L;
            members.add(new Member(
                    account,
                    "Member " + account,
                    Set.of("Practitioner/" + account),
                    !gone[i],
                    account == 1,
                    List.of(new Member.Held(ROLES.get(i), account)),
                    away[i],
                    away[i] ? Long.valueOf(1 + (account % 4)) : null));
        }
        return new Roster(members);
    }

    @RepeatedTest(4)
    void whateverHappensEachIsOnOneListAndToldToOthers(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        record.store("{'resourceType':'Patient','id':'p'}");
        for (int i = 1; i <= 4; i++) {
            record.store("{'resourceType':'Practitioner','id':'" + i + "'}");
        }
        for (int step = 0; step < 40; step++) {
            happens(random, step);
            eachIsOnOneList();
        }
        press(Duration.ofDays(8));
        Set<String> told = told();
        assertTrue(told.containsAll(open), () -> open + " told " + told);
    }

    private void happens(Random random, int step) {
        String one = all.stream()
                .sorted()
                .skip(all.isEmpty() ? 0 : random.nextInt(all.size()))
                .findFirst()
                .orElse("");
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> arrives("d" + step, random);
            case 3 -> sorting.run();
            case 4 -> sorting = sorting(); // started anew
            case 5 -> {
                int who = 1 + random.nextInt(3);
                gone[who] = random.nextBoolean() || gone[who];
                away[1 + random.nextInt(3)] = random.nextBoolean();
            }
            case 6 -> {
                if (open.contains(one)) {
                    acknowledged(one);
                }
            }
            case 7 -> {
                if (open.contains(one)) {
                    int to = 1 + random.nextInt(4);
                    results.forward(
                            chart(2),
                            one,
                            version(one),
                            new Recipient(new Addressee.Person("Practitioner/" + to), "Member " + to));
                }
            }
            default -> {
                if (!one.isEmpty()) {
                    arrives(one, random); // written again with something else
                }
            }
        }
    }

    private void arrives(String id, Random random) {
        record.store(
                "{'resourceType':'DiagnosticReport','id':'%s','status':'%s','code':{'text':'x'},'subject':{'reference':'Patient/p'},'issued':'%s','conclusion':'%d'%s}"
                        .formatted(
                                id,
                                all.contains(id) ? "corrected" : "final",
                                CLOCK.instant(),
                                random.nextInt(),
                                random.nextBoolean()
                                        ? ",'resultsInterpreter':[{'reference':'Practitioner/" + (1 + random.nextInt(4))
                                                + "'}]"
                                        : ""));
        all.add(id);
        open.add(id);
    }

    private void acknowledged(String id) {
        results.acknowledge(chart(2), id, version(id), "");
        open.remove(id);
    }

    private int version(String id) {
        return record.records.read(CALLER, "DiagnosticReport", id).version();
    }

    private static Entries.Chart chart(long who) {
        return new Entries.Chart(CALLER, "p", new Author("Practitioner/" + who, "Member " + who));
    }

    private void eachIsOnOneList() {
        Roster team = team();
        Map<Long, List<Waiting>> lists = lists().byHolder(team);
        List<String> held = lists.values().stream()
                .flatMap(List::stream)
                .filter(each -> each.type().equals("DiagnosticReport"))
                .map(Waiting::id)
                .sorted()
                .toList();
        assertEquals(open.stream().sorted().toList(), held);
        lists.keySet()
                .forEach(account -> assertTrue(
                        team.member(account).orElseThrow().active(), "on the list of somebody who left: " + account));
        for (Member member : team.members().stream().filter(Member::active).toList()) {
            assertEquals(
                    lists.getOrDefault(member.account(), List.of()).stream()
                            .map(Waiting::reference)
                            .collect(Collectors.toSet()),
                    lists().of(team, member).stream().map(Waiting::reference).collect(Collectors.toSet()),
                    "what they see is what they have");
        }
    }

    private void press(Duration later) {
        new Pressing(
                        lists(),
                        record.records,
                        record.searches(),
                        R4.types(),
                        () -> Pressing.Rule.USUAL,
                        this::team,
                        Clock.offset(CLOCK, later))
                .run();
    }

    /** The reports of which the practice managers were told. */
    private Set<String> told() {
        return new Finder(record.records, record.searches())
                .all(CALLER, "Task", Finder.of("code", Pressing.CODE), Finder.of("status", "requested")).stream()
                        .filter(each -> each.has("performerType"))
                        .map(each -> Concept.text(java.util.Objects.requireNonNull(each.object("focus")), "reference"))
                        .map(each -> each.substring("DiagnosticReport/".length()))
                        .collect(Collectors.toSet());
    }
}
