package org.throughline.record;

import java.util.Optional;
import org.throughline.access.Caller;

/** A single write of a caller, and how it is audited. */
record Write(Caller caller, Intent intent, Records.AuditEntry entry) {

    /** Whether it may share a transaction: nothing about it depends on what others in it do. */
    static boolean mayShare(Intent intent) {
        return switch (intent) {
            case Intent.Create create -> create.ifNoneExist() == null;
            case Intent.Update update -> update.target() instanceof Target.ById;
            case Intent.Patch ignored -> false;
            case Intent.Delete ignored -> false;
            case Intent.Keep ignored -> false;
        };
    }

    /** The resource that it is for, where that is known before it is written. */
    Optional<String> target() {
        return intent instanceof Intent.Update update && update.target() instanceof Target.ById named
                ? Optional.of(named.type() + "/" + named.id())
                : Optional.empty();
    }
}
