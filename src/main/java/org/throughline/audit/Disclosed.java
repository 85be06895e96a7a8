package org.throughline.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Purpose;

/**
 * What went to one recipient for one purpose, as the trail has it.
 *
 * @param agent who got it
 * @param all whether it was everybody's whole record
 * @param first when it was the first time in the period
 * @param last when it was the last time
 * @param count how many times
 * @param target what was asked for, one of them
 */
public record Disclosed(
        Agent agent,
        Action action,
        @Nullable Purpose purpose,
        boolean all,
        Instant first,
        Instant last,
        long count,
        String target) {}
