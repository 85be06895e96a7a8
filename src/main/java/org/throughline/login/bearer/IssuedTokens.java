package org.throughline.login.bearer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Agent;
import org.throughline.audit.AuditTrail;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The tokens that the command line made and that the audit does not hold yet. The command line may have no database at
 * hand, so it writes a line to the file {@code issued-tokens} of the data folder; the server moves the lines into the
 * audit when it starts and before it takes a token that it has not seen. A crash in the middle may enter a line twice,
 * never lose one.
 */
public final class IssuedTokens {
    private static final int MOST_BYTES = 16 << 20;

    private final Path file;

    public IssuedTokens(Path dataFolder) {
        this.file = dataFolder.resolve("issued-tokens");
    }

    /**
     * Notes that a token was made, durably.
     *
     * @param by the operating system's name of the person who made it
     */
    public void add(Tokens.Issued token, Instant at, String by) {
        String line = String.join(
                "\t",
                at.toString(),
                by,
                token.claims().number(),
                token.claims().expires().toString(),
                token.claims().scopes().toString() + owner(token.claims()));
        try (FileChannel channel = locked()) {
            channel.position(channel.size());
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
            channel.force(true);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static String owner(Tokens.Claims claims) {
        return (claims.user() == null ? "" : " as " + claims.user())
                + (claims.patient() == null ? "" : " for Patient/" + claims.patient());
    }

    /** Moves what is noted into the audit. */
    public synchronized void moveTo(AuditTrail audit) {
        try (FileChannel channel = locked()) {
            ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), MOST_BYTES));
            channel.read(content, 0);
            UTF_8.decode(content.flip()).toString().lines().forEach(line -> enter(line, audit));
            channel.truncate(0);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static void enter(String line, AuditTrail audit) {
        String[] fields = line.split("\t", 5);
        if (fields.length == 5) {
            String target = "token/" + fields[2] + " until " + fields[3] + ": " + fields[4];
            audit.record(new Access(
                    Instant.parse(fields[0]),
                    Agent.of("command-line/" + fields[1], "The command line, used by " + fields[1]),
                    Action.TOKEN,
                    0,
                    target,
                    200,
                    Set.of(),
                    null));
        }
    }

    /** The file, which no other process reads or writes until it is closed. */
    private FileChannel locked() throws IOException {
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        channel.lock();
        return channel;
    }

    private Failed unusable(IOException e) {
        return new Failed(new Failure.Unavailable("The file " + file + " cannot be used: " + e.getMessage()), e);
    }
}
