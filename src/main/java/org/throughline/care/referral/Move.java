package org.throughline.care.referral;

/** What one side does to a referral. */
public enum Move {
    SENT(Side.REQUESTER, "Sent"),
    RECEIVED(Side.RECEIVER, "Received"),
    ACCEPTED(Side.RECEIVER, "Accepted"),
    DECLINED(Side.RECEIVER, "Declined"),
    SCHEDULED(Side.RECEIVER, "Scheduled"),
    SEEN(Side.RECEIVER, "Seen"),
    REPORTED(Side.RECEIVER, "Consult note sent back"),
    /** More is asked about it. */
    ASKED(Side.RECEIVER, "Asked"),
    ANSWERED(Side.REQUESTER, "Answered"),
    CANCELLED(Side.REQUESTER, "Cancelled"),
    CLOSED(Side.REQUESTER, "Closed");

    private final Side side;
    private final String words;

    Move(Side side, String words) {
        this.side = side;
        this.words = words;
    }

    /** Whose it is. */
    public Side side() {
        return side;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Whether it says how far the receiver is. */
    boolean isProgress() {
        return side == Side.RECEIVER && this != ASKED;
    }

    /** Whether it says why: it cannot be done without a word. */
    public boolean needsWords() {
        return this == DECLINED || this == ASKED || this == ANSWERED || this == CANCELLED;
    }
}
