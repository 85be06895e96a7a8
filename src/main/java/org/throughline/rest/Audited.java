package org.throughline.rest;

import java.time.Clock;
import org.throughline.audit.Access;
import org.throughline.audit.AuditTrail;
import org.throughline.http.Answer;

/** Answers calls and lets no answer out before its audit entry is durable. */
final class Audited {
    private final Dispatch dispatch;
    private final AuditTrail audit;
    private final Clock clock;

    Audited(Dispatch dispatch, AuditTrail audit, Clock clock) {
        this.dispatch = dispatch;
        this.audit = audit;
        this.clock = clock;
    }

    Answer answer(Call call) {
        return recorded(call, dispatch.reply(call));
    }

    /** The answer of a reply, once its disclosure is recorded. */
    Answer recorded(Call call, Reply reply) {
        Reply.Disclosure disclosure = reply.disclosure();
        if (disclosure != null) {
            audit.record(Access.of(
                    clock.instant(),
                    call.caller(),
                    disclosure.action(),
                    disclosure.type(),
                    call.target(),
                    reply.answer().status(),
                    disclosure.patients()));
        }
        return reply.answer();
    }
}
