package org.throughline.network.peer;

/** What is wrong with a member, as far as was learned when it was last contacted. */
public enum Trouble {
    NONE(""),
    /** Nobody answers at its address. */
    DOWN("does not answer"),
    /** It answers that it knows no such member. */
    NOT_FINISHED(
            "does not know this installation: joining was not finished there, repeat it there with the same invitation"),
    /** It does not take what is signed with our key. */
    KEY_REFUSED("does not take this installation's key: join again with a new invitation"),
    /** It has cut us off. */
    CUT_OFF_THERE("has cut this installation off"),
    /** What it says is signed with a key that the one we know has not vouched for. */
    KEY_CHANGED("has another key, which the old one does not vouch for: invite it again");

    private final String words;

    Trouble(String words) {
        this.words = words;
    }

    /** What it does or has, to stand behind its name. */
    public String words() {
        return words;
    }
}
