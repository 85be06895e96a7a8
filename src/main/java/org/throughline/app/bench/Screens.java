package org.throughline.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.throughline.app.bench.Client.Call;
import org.throughline.fhir.json.JsonReader;

/** What the screens take: the first page of charts, and a practice at work. */
final class Screens {
    private static final String NAME = "physician";
    private static final String PASSWORD = "demo";
    private static final int USERS = 50;
    private static final int THINK_MILLIS = 10_000;

    /** The product takes ten logins a minute with one name, so that some share a session, as tabs do. */
    private static final int TABS = 5;

    private static final int LOGIN_PAUSE_MILLIS = 3_000;

    private static final String ENTRY = "/vitals/new";

    /** What somebody does in a chart, again and again; the last is an entry. */
    private static final List<String> ROUND =
            List.of("", "/results", "", "/visits", "/problems", "/medications", "/vitals", "/timeline", ENTRY);

    /** What looking at a patient's trail leaves in it. */
    private static final int LOOK = 1;

    private final Subject subject;
    private final Client client;
    private final Report report;

    Screens(Subject subject, Report report) {
        this.subject = subject;
        this.client = new Client(subject.address(), subject.token());
        this.report = report;
    }

    /** What was seen by people at work. */
    private record Seen(Queue<Long> pages, Queue<Long> entries, LongAdder errors) {
        private Seen() {
            this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>(), new LongAdder());
        }
    }

    /** The summary of each chart, one after the other. */
    void open(String name, List<String> patients) throws IOException, InterruptedException {
        Visitor visitor = Visitor.loggedIn(subject.address(), NAME, PASSWORD);
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        int largest = 0;
        Cpu before = subject.cpu();
        long begun = System.nanoTime();
        for (String patient : patients) {
            long asked = System.nanoTime();
            Visitor.Page page = visitor.open("/patients/" + patient);
            nanos.add(System.nanoTime() - asked);
            largest = Math.max(largest, page.wire());
        }
        long wall = System.nanoTime() - begun;
        report.page(Figures.of(name, nanos, wall, subject.cpu().minus(before), 0), largest);
    }

    /**
     * People at work, each in a chart of their own: they look at its sections, and now and then measure a pulse. What they
     * leave in the trail is counted afterwards.
     *
     * @param patients more than there are users
     */
    void work(List<String> patients, int seconds) throws IOException, InterruptedException {
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < USERS / TABS; i++) {
            Visitor visitor = Visitor.loggedIn(subject.address(), NAME, PASSWORD);
            visitors.addAll(Collections.nCopies(TABS, visitor));
            Thread.sleep(LOGIN_PAUSE_MILLIS);
        }
        List<Integer> traces = traces(visitors.getFirst(), patients.get(USERS));
        Map<String, Integer> before = trail(patients);
        Seen seen = new Seen();
        Queue<Integer> steps = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        Cpu idle = subject.cpu();
        long begun = System.nanoTime();
        long end = begun + seconds * 1_000_000_000L;
        Crew.of(USERS, () -> {
            int number = next.getAndIncrement();
            steps.addAll(work(visitors.get(number), patients.get(number), end, new Random(number), seen));
        });
        long wall = System.nanoTime() - begun;
        Cpu used = subject.cpu().minus(idle);
        report.page(
                Figures.of(USERS + " people, pages", seen.pages(), wall, used, 0), 0); // and what their entries took
        report.page(Figures.of(USERS + " people, entries", seen.entries(), wall, new Cpu(0, 0), 0), 0);
        int expected = steps.stream().mapToInt(traces::get).sum();
        int found = trail(patients).entrySet().stream()
                .mapToInt(each -> each.getValue() - Objects.requireNonNull(before.get(each.getKey())) - LOOK)
                .sum();
        report.kept(seen.errors().intValue(), expected, found);
    }

    /** The steps that were taken, as numbers in the round. */
    private List<Integer> work(Visitor visitor, String patient, long end, Random random, Seen seen)
            throws IOException, InterruptedException {
        List<Integer> steps = new ArrayList<>();
        int step = random.nextInt(ROUND.size());
        Thread.sleep(random.nextInt(THINK_MILLIS));
        while (System.nanoTime() < end) {
            long asked = System.nanoTime();
            Visitor.Page page = take(visitor, patient, ROUND.get(step), random);
            (ROUND.get(step).equals(ENTRY) ? seen.entries() : seen.pages()).add(System.nanoTime() - asked);
            if (page.status() != 200
                    || !page.html().contains(Charts.family(patient).toUpperCase(Locale.ROOT))) {
                seen.errors().increment();
            }
            steps.add(step);
            step = (step + 1) % ROUND.size();
            Thread.sleep(THINK_MILLIS / 2 + random.nextInt(THINK_MILLIS));
        }
        return steps;
    }

    /** An entry is the form, what was typed, and the page that then comes. */
    private static Visitor.Page take(Visitor visitor, String patient, String step, Random random)
            throws IOException, InterruptedException {
        String path = "/patients/" + patient + step;
        return step.equals(ENTRY)
                ? visitor.post(path, path, Map.of("heartRate", String.valueOf(random.nextInt(55, 95))))
                : visitor.open(path);
    }

    /** How many entries of the trail each step of the round leaves, without the looking at the trail itself. */
    private List<Integer> traces(Visitor visitor, String patient) throws IOException, InterruptedException {
        List<Integer> traces = new ArrayList<>();
        for (String step : ROUND) {
            int before = trail(patient);
            take(visitor, patient, step, new Random(1));
            traces.add(trail(patient) - before - LOOK);
        }
        return traces;
    }

    private Map<String, Integer> trail(List<String> patients) throws IOException, InterruptedException {
        Map<String, Integer> counts = new HashMap<>();
        for (String patient : patients.subList(0, USERS)) {
            counts.put(patient, trail(patient));
        }
        return counts;
    }

    private int trail(String patient) throws IOException, InterruptedException {
        return JsonReader.readObject(client.send(Call.get("AuditEvent?patient=Patient/" + patient + "&_count=1000"))
                        .body())
                .objects("entry")
                .size();
    }
}
