package org.throughline.audit.seal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param seals how many seals there are
 * @param entries how many entries are under them
 * @param tail what is not sealed yet, which nothing proves
 * @param faults what does not fit; empty when the trail is whole
 */
public record Verdict(long seals, long entries, Tail tail, List<String> faults) {
    public Verdict {
        faults = List.copyOf(faults);
    }

    /**
     * Entries without a seal.
     *
     * @param since the time of the first; null when there is none
     */
    public record Tail(long entries, @Nullable Instant since) {}

    public boolean isWhole() {
        return faults.isEmpty();
    }
}
