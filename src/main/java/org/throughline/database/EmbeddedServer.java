package org.throughline.database;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.SecretFile;

/**
 * The PostgreSQL of a data folder. The folder holds {@code postgresql-18.6/} (its programs), {@code postgres/} (the
 * cluster, owned by the account that the server runs as), the passwords of its two roles (0600) and the lock that keeps
 * a second product out.
 */
final class EmbeddedServer implements AutoCloseable {
    private static final String OWNER = "throughline";
    private static final String RUNTIME = "throughline_runtime";
    private static final int LONGEST_SOCKET_PATH = 107;
    private static final int LARGEST_PORT = 65_535;
    // Else the allocator gives memory back after many a statement and asks for it again at the next.
    private static final Map<String, String> KEEP_FREED_MEMORY =
            Map.of("MALLOC_TOP_PAD_", "1048576", "MALLOC_TRIM_THRESHOLD_", "8388608");
    private static final int RUNNING_TRIES = 300;
    private static final int RUNNING_MILLIS = 100;

    private final FolderLock lock;
    private final Postmaster postmaster;
    private final Passwords passwords;

    private EmbeddedServer(FolderLock lock, Postmaster postmaster, Passwords passwords) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.passwords = passwords;
    }

    /** Of the role that makes the tables and of the one that the product works as. */
    private record Passwords(String owner, String runtime) {
        static Passwords of(Path folder) throws IOException {
            return new Passwords(secret(folder, "postgres-password"), secret(folder, "postgres-runtime-password"));
        }
    }

    /**
     * Prepares the folder as far as needed and starts its server.
     *
     * @throws Failed with {@link Failure.Unavailable} when another process uses the folder, another major version of
     *     PostgreSQL wrote it, or the server does not start
     */
    static EmbeddedServer start(Path folder, List<String> options) {
        try {
            Files.createDirectories(folder);
            FolderLock lock = FolderLock.of(folder);
            try {
                return start(lock, folder, options);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static EmbeddedServer start(FolderLock lock, Path folder, List<String> options) throws IOException {
        Path cluster = folder.resolve("postgres");
        boolean isNew = !Files.exists(cluster);
        if (!isNew) {
            checkVersion(cluster);
        }
        Passwords passwords = Passwords.of(folder);
        Binaries binaries = Binaries.unpackedIn(folder);
        if (isNew) {
            initialise(binaries, cluster, passwords.owner());
        }
        try (InputStream settings = EmbeddedServer.class.getResourceAsStream("postgresql.conf")) {
            // Written into the existing file, so that it keeps its owner.
            Files.write(cluster.resolve("postgresql.conf"), settings.readAllBytes());
        }
        return new EmbeddedServer(lock, Postmaster.start(binaries, cluster, options), passwords);
    }

    /** How to reach a database of the server that another process keeps on that folder; waits while it starts. */
    static DatabaseSettings.Outside running(Path folder, String database) {
        Path cluster = folder.resolve("postgres");
        try {
            for (int tries = 0; tries < RUNNING_TRIES; tries++) {
                Optional<PidFile> file = PidFile.of(cluster);
                if (file.isPresent() && file.get().ready() && file.get().isServerOf(cluster)) {
                    return address(cluster, file.get().port(), database, Passwords.of(folder));
                }
                Thread.sleep(RUNNING_MILLIS);
            }
            throw new Failed(new Failure.Unavailable(
                    "A process uses " + folder + ", but its database does not answer. Try again, or stop it first."));
        } catch (IOException e) {
            throw unusable(folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(new Failure.Unavailable("Interrupted."), e);
        }
    }

    /** How to reach one of its databases. */
    DatabaseSettings.Outside address(String database) {
        return address(postmaster.cluster(), postmaster.port(), database, passwords);
    }

    private static DatabaseSettings.Outside address(Path cluster, int port, String database, Passwords passwords) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable&gssEncMode=disable";
        Path socket = socket(cluster, port);
        String way = hasSocket(cluster)
                ? "&socketFactory=" + UnixSockets.class.getName() + "&socketFactoryArg="
                        + URLEncoder.encode(socket.toString(), UTF_8)
                : "";
        return new DatabaseSettings.Outside(url + way, RUNTIME, passwords.runtime(), OWNER, passwords.owner());
    }

    private static Path socket(Path cluster, int port) {
        return cluster.resolve(".s.PGSQL." + port);
    }

    /** Whether the server is reached by a socket in its folder: where the system takes so long a path. Else by TCP. */
    static boolean hasSocket(Path cluster) {
        return socket(cluster, LARGEST_PORT).toString().getBytes(UTF_8).length <= LONGEST_SOCKET_PATH;
    }

    @Override
    public void close() {
        postmaster.close();
        lock.close();
    }

    private static Failed unusable(Path folder, IOException e) {
        return new Failed(
                new Failure.Unavailable("The data folder " + folder + " cannot be used: " + e.getMessage()), e);
    }

    private static String secret(Path folder, String name) throws IOException {
        byte[] content = SecretFile.loadOrCreate(folder.resolve(name), () -> {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            return HexFormat.of().formatHex(random).getBytes(US_ASCII);
        });
        return new String(content, US_ASCII).strip();
    }

    private static void checkVersion(Path cluster) throws IOException {
        String major = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!major.equals(Integer.toString(Binaries.MAJOR))) {
            throw new Failed(new Failure.Unavailable("The data folder " + cluster.getParent()
                    + " was written by PostgreSQL " + major + ", and this version of the product brings PostgreSQL "
                    + Binaries.MAJOR + ". Nothing was changed. The way over: start the version of the product that"
                    + " wrote it, run its 'throughline export DIR', and run 'throughline import DIR' of this version"
                    + " with a new data folder."));
        }
    }

    /** Makes the cluster under another name and renames it when it is whole. */
    private static void initialise(Binaries binaries, Path cluster, String password) throws IOException {
        Path draft = cluster.resolveSibling("postgres.new");
        Path passwordFile = cluster.resolveSibling("postgres-password.new");
        Folders.delete(draft);
        Files.deleteIfExists(passwordFile);
        Files.createDirectory(draft);
        SecretFile.loadOrCreate(passwordFile, () -> password.getBytes(US_ASCII));
        Account.entrust(draft);
        Account.entrust(passwordFile);
        List<String> command = new ArrayList<>(Account.prefix(draft));
        command.addAll(List.of(binaries.program("initdb").toString(), "-D", draft.toString(), "-U", OWNER));
        command.addAll(List.of("--encoding=UTF8", "--locale=C", "--locale-provider=builtin"));
        command.addAll(List.of("--builtin-locale=C.UTF-8", "--data-checksums", "--auth=scram-sha-256"));
        command.addAll(List.of("--pwfile=" + passwordFile));
        Path log = cluster.resolveSibling("postgres-start.log");
        try {
            if (quiet(command, log).start().waitFor() != 0) {
                throw new Failed(
                        new Failure.Unavailable("PostgreSQL's folder could not be made; " + log + " says why."));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(draft, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A command whose output goes to a file, and which sees nothing of our environment but the path. */
    static ProcessBuilder quiet(List<String> command, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        String path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path, "LC_ALL", "C", "TZ", "UTC"));
        builder.environment().putAll(KEEP_FREED_MEMORY);
        return builder;
    }
}
