package org.throughline.care.referral;

/** The two who have a referral in hand. */
public enum Side {
    /** Who asks that the patient is seen. */
    REQUESTER,
    /** Who is asked. */
    RECEIVER;

    public Side other() {
        return this == REQUESTER ? RECEIVER : REQUESTER;
    }
}
