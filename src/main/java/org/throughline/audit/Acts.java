package org.throughline.audit;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.throughline.access.Caller;
import org.throughline.database.Database;
import org.throughline.database.Pipeline;
import org.throughline.database.Work;

/** Does what changes the installation's own tables, each act in one transaction with its entry in the trail. */
public final class Acts {
    private static final int DONE = 200;

    private final Database database;
    private final AuditTrail audit;
    private final InstantSource clock;

    public Acts(Database database, AuditTrail audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Does the work and enters it in the trail, or neither.
     *
     * @param target names what it is done to
     */
    public <T> T act(Caller by, Action action, String target, Work<T> work) {
        return act(by, action, done -> target, work);
    }

    /**
     * Does the work and enters it in the trail, or neither.
     *
     * @param target names what it was done to, given what the work gave
     */
    public <T> T act(Caller by, Action action, Function<T, String> target, Work<T> work) {
        audit.meet(by.id(), by.display());
        return database.inTransaction(connection -> {
            T done = work.run(connection);
            Pipeline pipeline = new Pipeline();
            Access access = new Access(
                    clock.instant(), by.id(), by.display(), action, 0, 0, target.apply(done), DONE, Set.of());
            audit.write(pipeline, connection, List.of(access));
            pipeline.send(connection);
            return done;
        });
    }
}
