package org.throughline.network.share;

/**
 * That something a member may see has changed, or is not to be seen any more.
 *
 * @param kind which of the two
 * @param type the resource's type
 * @param id the resource's id with its holder
 * @param version its version; 0 when it is gone, or the member does not say
 * @param patient the id, with the holder, of the Patient with whom it goes; empty for what goes with nobody
 */
public record Notice(Kind kind, String type, String id, int version, String patient) {
    /** What there is to tell. */
    public enum Kind {
        CHANGED,
        GONE
    }
}
