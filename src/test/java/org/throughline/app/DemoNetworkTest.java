package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The demonstration's network starts, has joined and shares, and ends all that it started. */
@Tag("long")
class DemoNetworkTest {
    private static String get(String address, String token) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void fourOrganizationsRunAndShare() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = Math.min(free.getLocalPort(), 60_000);
        }
        Path folder = Path.of("target", "demo-network-" + port).toAbsolutePath();
        Process process = RunningProduct.command(
                        folder, "demo", "--network", "--port", Integer.toString(port), "--data", folder.toString())
                .start();
        try {
            BufferedReader out = process.inputReader();
            String line = out.readLine();
            while (line != null && !line.contains("guided page is ready")) {
                line = out.readLine();
            }
            assertTrue(line != null, "it started");
            assertTrue(get("http://127.0.0.1:" + port + "/", "").contains("Riverside Heart Center"));
            String token = RunningProduct.token(folder.resolve("family"));
            assertTrue(
                    get("http://127.0.0.1:" + (port + 1) + "/fhir/Consent?patient=walter", token)
                            .contains("permit"),
                    "the patient's agreement is kept");
        } finally {
            process.destroy();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        }
        assertFalse(
                ProcessHandle.allProcesses()
                        .anyMatch(each -> each.info().commandLine().orElse("").contains(folder.toString())),
                "nothing is left");
        assertEquals(0, process.exitValue() == 143 ? 0 : process.exitValue());
    }
}
