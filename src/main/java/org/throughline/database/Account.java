package org.throughline.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * As whom PostgreSQL runs. It refuses to run as root, so when the product does, the server's files belong to an
 * account without rights and the server runs as their owner. Where such an account cannot reach the folder (a parent
 * is closed to it), the files stay root's and the server runs in a user namespace, in which it is not root.
 */
final class Account {
    private static final List<String> CANDIDATES = List.of("throughline", "postgres", "nobody");
    private static final int ANY_OTHER_ID = 65534;

    private Account() {}

    /** Gives a file or folder that was just made to the account that PostgreSQL is to run as. */
    static void entrust(Path made) throws IOException {
        entrust(made, List.of(made));
    }

    /** The same with all that is in a folder. */
    static void entrustAll(Path made) throws IOException {
        try (Stream<Path> all = Files.walk(made)) {
            entrust(made, all.toList());
        }
    }

    private static void entrust(Path top, List<Path> all) throws IOException {
        Optional<String[]> account = isRoot() && reachable(top) ? find() : Optional.empty();
        if (account.isPresent()) {
            for (Path each : all) {
                Files.setAttribute(each, "unix:uid", Integer.valueOf(account.get()[2]));
                Files.setAttribute(each, "unix:gid", Integer.valueOf(account.get()[3]));
            }
        }
    }

    /** What to write before a command so that it runs as the owner of the folder; empty when that is us. */
    static List<String> prefix(Path folder) throws IOException {
        if (!isRoot()) {
            return List.of();
        }
        int owner = (int) Files.getAttribute(folder, "unix:uid");
        if (owner == 0) {
            return List.of("unshare", "--user", "--map-user=" + ANY_OTHER_ID, "--map-group=" + ANY_OTHER_ID);
        }
        if (!reachable(folder)) {
            throw new Failed(new Failure.Unavailable("The data folder " + folder.getParent() + " lies in a folder that"
                    + " is closed to the account that PostgreSQL runs as; open its parents with: chmod o+x"));
        }
        int group = (int) Files.getAttribute(folder, "unix:gid");
        return List.of("setpriv", "--reuid=" + owner, "--regid=" + group, "--clear-groups");
    }

    private static boolean isRoot() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    /** Whether everybody may pass through every folder above. */
    private static boolean reachable(Path path) throws IOException {
        Path parent = path.toRealPath().getParent();
        while (parent != null) {
            if (!Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
            parent = parent.getParent();
        }
        return true;
    }

    /** The line of the first candidate that exists, split: name, password, user id, group id, … */
    private static Optional<String[]> find() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/etc/passwd"));
        return CANDIDATES.stream()
                .flatMap(name -> lines.stream().filter(line -> line.startsWith(name + ":")))
                .map(line -> line.split(":", -1))
                .findFirst();
    }
}
