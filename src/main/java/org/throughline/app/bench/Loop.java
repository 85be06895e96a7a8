package org.throughline.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.throughline.app.bench.Client.Reply;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

/** Asks one kind of request again and again for some seconds. */
final class Loop {
    private static final String FULL_URL = "\"fullUrl\"";
    private static final String MATCH = "\"mode\":\"match\"";

    private final Client client;
    private final Work work;
    private final RandomGenerator random;
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final LongAdder hits = new LongAdder();

    Loop(Client client, Work work, RandomGenerator random) {
        this.client = client;
        this.work = work;
        this.random = random;
    }

    /** Runs, and tells what it took. */
    Figures measure(Subject subject, int seconds) throws IOException, InterruptedException {
        Cpu before = subject.cpu();
        long begun = System.nanoTime();
        run(seconds);
        long wall = System.nanoTime() - begun;
        return Figures.of(work.name(), nanos, wall, subject.cpu().minus(before), hits.sum());
    }

    void run(int seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Crew.of(work.atOnce(), () -> {
            while (System.nanoTime() < end) {
                long begun = System.nanoTime();
                long found = once();
                nanos.add(System.nanoTime() - begun);
                hits.add(found);
            }
        });
    }

    private long once() throws IOException, InterruptedException {
        Reply reply = client.send(work.next().apply(random));
        reply.location().map(Loader::id).filter(id -> keeps()).ifPresent(work.made()::addLast);
        if (!work.allPages()) {
            return count(reply.body(), MATCH);
        }
        long found = count(reply.body(), FULL_URL);
        for (String next = next(reply); !next.isEmpty(); next = next(reply)) {
            reply = client.send(Client.Call.get(next));
            found += count(reply.body(), FULL_URL);
        }
        return found;
    }

    private boolean keeps() {
        return work.name().startsWith("POST");
    }

    private static String next(Reply page) {
        for (JsonObject link : JsonReader.readObject(page.body()).objects("link")) {
            if ("next".equals(link.text("relation"))) {
                return String.valueOf(link.text("url"));
            }
        }
        return "";
    }

    private static long count(byte[] body, String what) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        long count = 0;
        for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length())) {
            count++;
        }
        return count;
    }
}
