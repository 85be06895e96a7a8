package org.throughline.care.plan;

import java.util.List;
import java.util.Map;
import org.throughline.access.Caller;
import org.throughline.care.entry.Entries;

/** The other organizations on whose plans, goals and teams people here work. */
public interface Homes {
    /** For who has joined with nobody. */
    Homes NONE = new Homes() {
        @Override
        public Map<Integer, String> of(String patient) {
            return Map.of();
        }

        @Override
        public void send(Entries.Chart chart, String id, Change change, String words) {
            throw new IllegalStateException("nobody holds anything elsewhere");
        }

        @Override
        public List<PlanRequest> sent(Caller caller, String patient) {
            return List.of();
        }
    };

    /** Those that share the record of a patient: their names, by the numbers of their copies' origins. */
    Map<Integer, String> of(String patient);

    /**
     * Sends a change to what one of them holds; it is on its way once this returns.
     *
     * @param id of our copy
     * @param words what is changed, for people
     * @throws org.throughline.kernel.Failed with {@code Invalid} naming the field, {@code NotFound} when there is no such copy in this
     *     chart, {@code Forbidden} when they may not change such things, and {@code Conflict} when it contradicts what is known here
     *     already, or its home is no member any more
     */
    void send(Entries.Chart chart, String id, Change change, String words);

    /** What was sent about a patient and is on its way, or was refused, the newest first; as far as the caller may see it. */
    List<PlanRequest> sent(Caller caller, String patient);
}
