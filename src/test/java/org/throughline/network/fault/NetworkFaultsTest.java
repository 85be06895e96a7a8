package org.throughline.network.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever fails between members and within them: once all is well again, each holds what it must, and nothing else. */
class NetworkFaultsTest {
    private static final List<String> NAMES = List.of("family", "heart", "hospital", "laboratory");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void badLinesAndACrashLoseNothingAndDoubleNothing() throws Exception {
        run(2, 3, 21, 20261127);
    }

    @Test
    @Tag("long")
    void whateverFailsEveryMemberHoldsWhatItMustInTheEnd() throws Exception {
        run(3, 6, 200, 4711);
    }

    /** Each of 11,000 changes, while the other was away, is there afterwards. */
    @Test
    @Tag("long")
    void aDaysBacklogIsCaughtUp() throws Exception {
        List<Node> nodes = nodes(2, 1);
        try {
            Scenario scenario = new Scenario(nodes, 20, 1);
            scenario.begin();
            scenario.healed(PATIENCE);
            nodes.getLast().line.is(Line.State.CUT);
            for (int day = 0; day < 55; day++) {
                scenario.transaction(nodes.getFirst(), day);
            }
            nodes.getLast().line.is(Line.State.GOOD);
            System.out.println("A backlog of 11,000 events was caught up in "
                    + scenario.healed(PATIENCE).toMillis() + " ms");
        } finally {
            end(nodes);
        }
    }

    /** What was acknowledged before the disk was full is kept; nothing is acknowledged that is not; with space all goes on. */
    @Test
    @Tag("long")
    void aFullDiskLosesNothing() throws Exception {
        Assumptions.assumeTrue(SmallDisk.possible(), "No file system can be mounted here: the full disk is left out");
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "fault-small");
        try (SmallDisk disk = SmallDisk.on(folder, 500)) {
            List<Node> nodes = new ArrayList<>(nodes(1, 5));
            nodes.add(new Node("small", folder, 6));
            try {
                Scenario scenario = new Scenario(nodes, 3, 5);
                scenario.begin();
                steps(scenario, 30);
                disk.fill();
                steps(scenario, 60);
                disk.free();
                nodes.getLast().awaitReady(PATIENCE);
                steps(scenario, 30);
                List<String> wrong = scenario.settled();
                System.out.println("After a full disk: healed in "
                        + scenario.healed(PATIENCE).toMillis() + " ms");
                assertEquals(List.of(), wrong);
            } finally {
                end(nodes);
            }
        }
    }

    private static void steps(Scenario scenario, int steps) throws IOException {
        for (int step = 0; step < steps; step++) {
            scenario.step();
        }
    }

    private static List<Node> nodes(int members, long seed) throws IOException {
        List<Node> nodes = new ArrayList<>();
        for (String name : NAMES.subList(0, members)) {
            nodes.add(new Node(
                    name,
                    Files.createTempDirectory(Path.of("target").toAbsolutePath(), "fault-" + name),
                    seed + nodes.size()));
        }
        return nodes;
    }

    private static void end(List<Node> nodes) {
        nodes.forEach(Node::close);
    }

    private static void run(int members, int patients, int steps, long seed) throws Exception {
        List<Node> nodes = nodes(members, seed);
        try {
            Scenario scenario = new Scenario(nodes, patients, seed);
            scenario.begin();
            Trouble trouble = new Trouble(nodes, new Random(seed));
            for (int step = 0; step < steps; step++) {
                trouble.step(step);
                scenario.step();
            }
            trouble.ends();
            List<String> wrong = scenario.settled();
            Duration healed = scenario.healed(PATIENCE);
            System.out.println(
                    "Healed in " + healed.toMillis() + " ms after " + trouble + ", notes sent: " + scenario.notes());
            assertEquals(List.of(), wrong);
            assertTrue(scenario.notes() > 0);
        } finally {
            end(nodes);
        }
    }

    /** What fails, and when. */
    private static final class Trouble {
        private final List<Node> nodes;
        private final Random random;
        private final List<String> happened = new ArrayList<>();

        Trouble(List<Node> nodes, Random random) {
            this.nodes = nodes;
            this.random = random;
        }

        /** All lines are bad; each tenth step something worse happens. */
        void step(int step) throws IOException, InterruptedException {
            if (step % 10 != 0) {
                return;
            }
            nodes.forEach(each -> each.line.is(Line.State.BAD));
            Node node = nodes.get(random.nextInt(nodes.size()));
            switch (step / 10 % 5) {
                case 0 -> node.line.is(Line.State.CUT);
                case 1 -> crash(node, 0);
                case 2 -> halt(node);
                case 3 -> crash(node, random.nextInt(200) - 100);
                default -> happened.add("bad lines");
            }
        }

        private void crash(Node node, long ahead) throws IOException, InterruptedException {
            happened.add(node.name + " crashed, clock " + ahead + " s ahead");
            node.kill();
            node.start(ahead);
        }

        private void halt(Node node) throws IOException, InterruptedException {
            happened.add(node.name + " halted");
            node.halts();
            Thread.sleep(1_500);
            node.goesOn();
        }

        void ends() throws IOException, InterruptedException {
            for (Node node : nodes) {
                node.line.is(Line.State.GOOD);
            }
        }

        @Override
        public String toString() {
            return happened.toString();
        }
    }
}
