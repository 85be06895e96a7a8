package org.throughline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.database.backup.Backup;
import org.throughline.database.backup.Passphrase;
import org.throughline.database.backup.Restore;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** A backup that is taken while others write, and what becomes of it in another folder. */
class BackupTest {
    private static final Path FOLDER = RunningProduct.emptyFolder("backup-test");
    private static final Path BACKUPS = Path.of("target", "backup-test-files").toAbsolutePath();
    private static final Path RESTORED =
            Path.of("target", "backup-test-restored").toAbsolutePath();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AtomicInteger WRITTEN = new AtomicInteger();
    private static final AtomicBoolean WRITING = new AtomicBoolean(true);

    private static int before;
    private static Path file;

    @BeforeAll
    static void takeABackupInTheMiddleOfWrites() throws Exception {
        delete(BACKUPS);
        delete(RESTORED);
        try (RunningProduct product = RunningProduct.on(FOLDER)) {
            Thread writer = Thread.ofVirtual().start(() -> {
                while (WRITING.get()) {
                    write(product, WRITTEN.get());
                }
            });
            awaitMoreThan(50);
            before = WRITTEN.get();
            Process backup = RunningProduct.command(FOLDER, "backup", BACKUPS.toString(), "--data", FOLDER.toString())
                    .start();
            String said = new String(backup.getInputStream().readAllBytes(), UTF_8);
            assertEquals(0, backup.waitFor(), () -> said);
            awaitMoreThan(WRITTEN.get() + 10);
            WRITING.set(false);
            writer.join();
        }
        try (Stream<Path> files = Files.list(BACKUPS)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all::toString);
            file = all.getFirst();
        }
    }

    @AfterAll
    static void tidy() throws IOException {
        delete(BACKUPS);
        delete(RESTORED);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static void awaitMoreThan(int count) throws InterruptedException {
        while (WRITTEN.get() <= count) {
            Thread.sleep(20);
        }
    }

    private static void write(RunningProduct product, int number) {
        String id = "b" + number;
        HttpResponse<String> answer = send(
                product.address(),
                FOLDER,
                HttpRequest.newBuilder(URI.create(product.address() + "/fhir/Patient/" + id))
                        .header("Content-Type", "application/fhir+json")
                        .PUT(BodyPublishers.ofString("{\"resourceType\":\"Patient\",\"id\":\"" + id
                                + "\",\"name\":[{\"family\":\"Ito\"}]}")));
        assertEquals(201, answer.statusCode(), answer::body);
        WRITTEN.incrementAndGet();
    }

    private static HttpResponse<String> send(String address, Path folder, HttpRequest.Builder request) {
        try {
            return CLIENT.send(
                    request.header("Authorization", "Bearer " + RunningProduct.token(folder))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(address, e);
        }
    }

    private static Passphrase passphrase() throws IOException {
        return Passphrase.of(FOLDER, new SecureRandom());
    }

    @Test
    void whatWasAcknowledgedBeforeIsThereInAnotherFolderWithItsKeysAndItsTrail() throws Exception {
        Path kept = BACKUPS.resolve("passphrase.txt");
        // As somebody copies it from paper.
        Files.writeString(kept, passphrase().text().toLowerCase(Locale.ROOT).replace("-", " ") + "\n");
        Process restore = RunningProduct.command(
                        RESTORED,
                        "restore",
                        file.toString(),
                        "--data",
                        RESTORED.toString(),
                        "--passphrase-file",
                        kept.toString())
                .start();
        String said = new String(restore.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, restore.waitFor(), () -> said);
        assertTrue(said.contains("The audit trail is whole"), said);
        try (RunningProduct product = RunningProduct.on(RESTORED)) {
            for (int number : List.of(0, before / 2, before - 1)) {
                HttpResponse<String> found = send(
                        product.address(),
                        // The keys came along: the token is made with those of the restored folder.
                        RESTORED,
                        HttpRequest.newBuilder(URI.create(product.address() + "/fhir/Patient/b" + number)));
                assertEquals(200, found.statusCode(), found::body);
            }
            HttpResponse<String> count = send(
                    product.address(),
                    RESTORED,
                    HttpRequest.newBuilder(URI.create(product.address() + "/fhir/Patient?_summary=count")));
            int restored = Integer.parseInt(count.body().replaceAll("(?s).*\"total\":(\\d+).*", "$1"));
            assertTrue(restored >= before && restored <= WRITTEN.get(), restored + " of " + WRITTEN.get());
            assertEquals(
                    201,
                    send(
                                    product.address(),
                                    RESTORED,
                                    HttpRequest.newBuilder(URI.create(product.address() + "/fhir/Patient"))
                                            .header("Content-Type", "application/fhir+json")
                                            .POST(BodyPublishers.ofString("{\"resourceType\":\"Patient\"}")))
                            .statusCode());
        }
    }

    @Test
    void aFolderThatHoldsSomethingIsNotOverwritten() {
        Failed failed = assertThrows(Failed.class, () -> Restore.run(file, FOLDER, passphrase()));
        assertTrue(
                failed.failure() instanceof Failure.Conflict, failed.failure().message());
    }

    @Test
    void anotherPassphraseOpensNothing() throws IOException {
        Path folder = BACKUPS.resolve("wrong");
        assertRefused(file, folder, new Passphrase("AAAA-BBBB"));
    }

    @Test
    void whatWasChangedOnTheWayIsNotRestored() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(11);
        for (int i = 0; i < 6; i++) {
            byte[] changed = whole.clone();
            changed[60 + random.nextInt(whole.length - 60)] ^= (byte) (1 << random.nextInt(8));
            assertRefused(written(changed, i), BACKUPS.resolve("changed" + i), passphrase());
        }
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        assertRefused(written(cut, 7), BACKUPS.resolve("cut"), passphrase());
        assertRefused(written("not a backup".getBytes(UTF_8), 8), BACKUPS.resolve("none"), passphrase());
    }

    private static Path written(byte[] content, int number) throws IOException {
        return Files.write(BACKUPS.resolve("changed-" + number + ".file"), content);
    }

    private static void assertRefused(Path backup, Path folder, Passphrase passphrase) throws IOException {
        Failed failed = assertThrows(Failed.class, () -> Restore.run(backup, folder, passphrase));
        assertTrue(failed.failure() instanceof Failure.Invalid, failed.failure().message());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void onlyTheNewestAreKeptAndNothingElseIsDeleted() throws IOException {
        Path folder = Files.createDirectories(BACKUPS.resolve("kept"));
        for (String name : List.of(
                "throughline-2026-01-01T000000Z.backup",
                "throughline-2026-01-02T000000Z.backup",
                "throughline-2026-01-03T000000Z.backup",
                "letter.txt")) {
            Files.writeString(folder.resolve(name), "x");
        }
        Backup.keepNewest(folder, 2);
        assertFalse(Files.exists(folder.resolve("throughline-2026-01-01T000000Z.backup")));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(3, left.count());
        }
    }
}
