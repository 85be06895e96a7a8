package org.throughline.login.authority;

import java.util.function.Function;
import org.throughline.access.Caller;
import org.throughline.audit.Acts;
import org.throughline.audit.Acts.Act;
import org.throughline.database.Work;

/** Does what changes who may do what: audited as any act, and known to this process at once. */
public final class AuthorityActs {
    private final Acts acts;
    private final Changes changes;

    public AuthorityActs(Acts acts, Changes changes) {
        this.acts = acts;
        this.changes = changes;
    }

    /** Does the work and enters the act in the trail, or neither. */
    public <T> T done(Caller by, Act act, Work<T> work) {
        return done(by, result -> act, work);
    }

    /**
     * Does the work and enters in the trail what came of it, or neither.
     *
     * @param act what to enter, given what the work gave
     */
    public <T> T done(Caller by, Function<T, Act> act, Work<T> work) {
        T result = acts.act(by, act, work);
        changes.read();
        return result;
    }

    /**
     * The work with its entry in the trail, to be done in a transaction of somebody else, who calls {@link #known} after it.
     *
     * @param act what to enter, given what the work gave
     */
    public <T> Work<T> within(Caller by, Function<T, Act> act, Work<T> work) {
        return acts.within(by, act, work);
    }

    /** Makes what was changed known to this process at once. */
    public void known() {
        changes.read();
    }

    /** Enters what changed nothing, such as a refusal. */
    public void note(Caller by, Act act) {
        acts.note(by, act);
    }
}
