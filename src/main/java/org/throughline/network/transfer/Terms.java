package org.throughline.network.transfer;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the law of both places asks for. */
public interface Terms {
    /**
     * Which kinds of sensitive information go only when the written request names them, and why, by label.
     *
     * @param member the number of the new practice; 0 when it is no member
     * @param place the state in which it is said to be; empty for as the directory says
     */
    Map<String, String> asked(int member, String place);

    /** How many days old a written request may be. */
    int requestDays();

    /** By which day what was asked for is to be released; empty when nothing is known of that. */
    Optional<LocalDate> releaseBy(LocalDate asked);

    /**
     * Until which day a chart is kept here after it has moved; empty when that is not known, so that it is kept for good.
     *
     * @param born null when that is not known
     * @param last the day of the last entry
     */
    Optional<LocalDate> keptUntil(@Nullable LocalDate born, LocalDate last);
}
