package org.throughline.record.protection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chart that was opened with a reason.
 *
 * @param agent who, as the audit names them
 * @param patient the id of the Patient
 * @param reviewed when the privacy officer looked into it; null when that is still to be done
 */
public record Emergency(
        long number,
        String agent,
        String display,
        String patient,
        String reason,
        Instant begun,
        Instant until,
        @Nullable Instant reviewed,
        @Nullable String reviewer,
        @Nullable String finding) {}
