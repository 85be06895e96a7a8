package org.throughline.audit;

import org.throughline.access.Caller;
import org.throughline.access.Capacity;

/**
 * Who did something, as they were then.
 *
 * @param name who: the caller's id
 * @param display for a person to read
 * @param capacity as what
 */
public record Agent(String name, String display, Capacity capacity) {
    /** Whoever calls. */
    public static Agent of(Caller caller) {
        return new Agent(caller.id(), caller.display(), caller.capacity());
    }

    /** Somebody without a role here. */
    public static Agent of(String name, String display) {
        return new Agent(name, display, Capacity.NONE);
    }
}
