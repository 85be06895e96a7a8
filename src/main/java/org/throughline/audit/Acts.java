package org.throughline.audit;

import java.sql.Connection;
import java.sql.SQLException;
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
     * What is entered in the trail.
     *
     * @param target names what it was done to
     * @param status as HTTP has it: 200 for done, 401 or 403 for refused
     * @param patients addresses of the patients whom it is about
     */
    public record Act(Action action, String target, int status, Set<Long> patients) {
        /** What was done, to nobody's record. */
        public Act(Action action, String target) {
            this(action, target, DONE, Set.of());
        }
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
        return act(by, done -> new Act(action, target.apply(done)), work);
    }

    /**
     * Does the work and enters in the trail what came of it, or neither.
     *
     * @param act what to enter, given what the work gave
     */
    public <T> T act(Caller by, Function<T, Act> act, Work<T> work) {
        return database.inTransaction(within(by, act, work));
    }

    /**
     * The work with its entry in the trail, to be done in a transaction of somebody else.
     *
     * @param act what to enter, given what the work gave
     */
    public <T> Work<T> within(Caller by, Function<T, Act> act, Work<T> work) {
        audit.meet(Agent.of(by));
        return connection -> {
            T done = work.run(connection);
            enter(connection, access(by, act.apply(done)));
            return done;
        };
    }

    /** Enters what changed nothing, such as a refusal. */
    public void note(Caller by, Act act) {
        audit.record(access(by, act));
    }

    private void enter(Connection connection, Access access) throws SQLException {
        Pipeline pipeline = new Pipeline();
        audit.write(pipeline, connection, List.of(access));
        pipeline.send(connection);
    }

    private Access access(Caller by, Act act) {
        return Access.of(clock.instant(), by, act.action(), 0, act.target(), act.status(), act.patients());
    }
}
