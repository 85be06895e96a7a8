package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct.Reply;
import org.throughline.database.Database;
import org.throughline.database.DatabaseSettings;

/** The product on the oldest PostgreSQL that it promises to work with, 15, where that is installed. */
class OldestPostgresTest {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static Path folder = Path.of("");
    private static TestProduct product;

    @BeforeAll
    static void startBoth() throws Exception {
        assumeTrue(
                Files.isExecutable(PROGRAMS.resolve("initdb")),
                "No PostgreSQL 15 in " + PROGRAMS + ": it is not tested here.");
        folder = Files.createTempDirectory("throughline-postgres-15");
        if (isRoot()) {
            run(List.of("chown", "nobody", folder.toString()));
        }
        Path cluster = folder.resolve("cluster");
        int port = freePort();
        asUser("initdb", "--pgdata=" + cluster, "--auth=trust", "--username=test", "--encoding=UTF8", "--no-sync");
        asUser(
                "pg_ctl",
                "--pgdata=" + cluster,
                "--wait",
                "--log=" + folder.resolve("log"),
                "--options=-p " + port + " -k " + folder + " -c fsync=off -c listen_addresses=127.0.0.1",
                "start");
        asUser("createdb", "--host=127.0.0.1", "--port=" + port, "--username=test", "record");
        product = TestProduct.on(Database.open(new DatabaseSettings.Outside(
                "jdbc:postgresql://127.0.0.1:" + port + "/record", "record", "", "test", "")));
    }

    @AfterAll
    static void stop() throws Exception {
        if (product == null) {
            return;
        }
        asUser("pg_ctl", "--pgdata=" + folder.resolve("cluster"), "--mode=immediate", "stop");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void whatIsWrittenIsFoundInEveryWay() {
        Reply written = product.send("POST", "", """
                {'resourceType':'Bundle','type':'transaction','entry':[
                 {'fullUrl':'urn:uuid:6e3ff5c0-0000-4000-8000-000000000001',
                  'resource':{'resourceType':'Patient','name':[{'family':'Itō','given':['Mei']}],'birthDate':'1970-02-03',
                   'identifier':[{'system':'urn:o','value':'1'}]},
                  'request':{'method':'POST','url':'Patient','ifNoneExist':'identifier=urn:o|1'}},
                 {'resource':{'resourceType':'Observation','status':'final','effectiveDateTime':'2026-01-02',
                   'code':{'coding':[{'system':'http://loinc.org','code':'4548-4'}],'text':'A1c'},
                   'subject':{'reference':'urn:uuid:6e3ff5c0-0000-4000-8000-000000000001'},
                   'valueQuantity':{'value':7.2,'unit':'%','system':'http://unitsofmeasure.org','code':'%'}},
                  'request':{'method':'POST','url':'Observation'}}]}""");
        assertEquals(200, written.status(), written::toString);
        for (String found : List.of(
                "Patient?name=ito&birthdate=lt1980&_sort=-birthdate,family",
                "Patient?_has:Observation:patient:code=4548-4",
                "Patient?name:contains=t&_filter=birthdate%20gt%201960",
                "Observation?patient.family=ito&value-quantity=gt7&date=ge2026",
                "Observation?code:text=a1&_include=Observation:subject&_sort=-date",
                "Observation?code-value-quantity=4548-4$gt7",
                "Patient?_summary=count",
                "Patient?_lastUpdated=gt2020&_total=accurate",
                "_history",
                "?_type=Patient,Observation")) {
            Reply reply = product.get(found);
            assertEquals(200, reply.status(), () -> found + " " + reply);
            boolean any =
                    !reply.json().objects("entry").isEmpty() || reply.text().contains("\"total\":1");
            assertEquals(true, any, () -> found + " " + reply);
        }
    }

    @Test
    void aResourceHasItsWholeLife() {
        String patient = "{'resourceType':'Patient','id':'life','active':%s}";
        assertEquals(
                201,
                product.send("PUT", "Patient/life", patient.formatted("true")).status());
        assertEquals(
                200,
                product.send("PUT", "Patient/life", patient.formatted("false")).status());
        assertEquals(200, product.get("Patient/life/$everything").status());
        assertEquals(204, product.request("DELETE", "Patient/life").send().status());
        assertEquals(410, product.get("Patient/life").status());
        assertEquals(
                3, product.get("Patient/life/_history").json().objects("entry").size());
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL refuses to run as root. */
    private static void asUser(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "nobody", "--") : List.of());
        command.add(PROGRAMS.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("postgres-15", ".log");
        int code = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertEquals(0, code, Files.readString(output));
        Files.delete(output);
    }
}
