package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.care.directory.Directory;
import org.throughline.database.DatabaseSettings;
import org.throughline.database.TestDatabase;
import org.throughline.http.HttpSettings;
import org.throughline.login.setting.Setting;

/** {@code invite}, {@code join}, {@code peers}, {@code leave}, {@code cut-off} and {@code rekey}, beside products that run on outside databases. */
class NetworkCommandTest {
    private static final List<Node> NODES = new ArrayList<>();

    private record Node(Product product, Path data, DatabaseSettings.Outside database) {
        String address() {
            return product.address();
        }
    }

    /** What a command said. */
    private record Said(int code, String out, String err) {
        @Override
        public String toString() {
            return code + "\n" + out + "\n" + err;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        NODES.add(node("Family Practice"));
        NODES.add(node("Heart Center"));
    }

    @AfterAll
    static void stop() {
        NODES.forEach(each -> each.product().close());
    }

    private static Node node(String name) throws IOException {
        DatabaseSettings.Outside database = TestDatabase.outside();
        Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "network-command");
        Product product = Product.start(new ServeSettings(
                data,
                database,
                HttpSettings.loopback(0),
                HouseRules.DEFAULT,
                Optional.empty(),
                Optional.of(TestProduct.PASSWORD)));
        Wiring wiring = product.wiring();
        String organization = wiring.care()
                .directory()
                .found(
                        Installation.operator(),
                        name,
                        List.of(),
                        new Directory.Newcomer("Rei", "Ito"),
                        "Physician",
                        founded -> connection -> founded.organization());
        wiring.login()
                .settings()
                .set(Installation.operator(), Map.of(Setting.ORGANIZATION, organization, Setting.ZONE, "UTC"));
        return new Node(product, data, database);
    }

    private static Said run(int node, String... command) {
        Node at = NODES.get(node);
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(
                // Another process sees who holds the data folder; this one is it.
                "--base=" + at.address(),
                "--data=" + at.data(),
                "--database-url=" + at.database().url(),
                "--database-user=" + at.database().user(),
                "--database-password=" + at.database().password()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    private static String invitation() {
        Said invited = run(0, "invite", "--valid", "90m");
        assertEquals(0, invited.code(), invited.toString());
        assertTrue(invited.out().matches(NODES.getFirst().address() + "/network/join#\\S+\\n"), invited.toString());
        return invited.out().strip();
    }

    private static void says(Said said, int code, String part) {
        assertEquals(code, said.code(), said.toString());
        assertTrue((said.out() + said.err()).contains(part), said.toString());
    }

    @Test
    void fromTheInvitationToTheEndByCommands() throws Exception {
        says(run(0, "invite", "--valid", "tomorrow"), 1, "is no span of time");
        says(run(0, "peers"), 0, "Nobody.");
        String invitation = invitation();
        says(run(1, "join", invitation), 0, "Joined with Family Practice (Practice)");
        says(run(1, "join", invitation.substring(3)), 1, "This is not an invitation");
        says(run(0, "peers"), 0, "Heart Center, Practice, " + NODES.getLast().address());
        says(run(1, "peers"), 0, "Member since");
        says(run(0, "rekey"), 0, "They know: Heart Center");
        assertTrue(
                NODES.getFirst().product().wiring().network().peers().members().size() == 1,
                "who serves goes on with the other key");
        says(run(0, "leave"), 2, "Name one member");
        says(run(0, "leave", "Somebody"), 1, "There is no member Somebody");
        says(run(0, "leave", "Heart Center"), 0, "It knows.");
        says(run(1, "peers"), 0, "by Family Practice, which left");
        says(run(1, "join", invitation), 1, "was used already");
        says(run(1, "join", invitation()), 0, "It is member 1 here");
        says(run(0, "invite"), 0, "/network/join#");
        says(run(0, "invite", "--withdraw"), 0, "1 withdrawn");
        says(run(1, "cut-off", "1"), 0, "Family Practice is cut off");
        says(run(1, "cut-off", "1"), 1, "cut off already");
        says(run(0, "leave", "--all"), 0, "Heart Center is no member any more");
    }
}
