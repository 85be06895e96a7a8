package org.throughline.network.referral;

import org.throughline.network.post.Letter;

/**
 * What a letter tells of a referral ({@link Letter#enclosed}).
 *
 * @param step the number of the step of ours up to which it tells
 * @param note the id of the note that goes with it; empty for none
 */
record Enclosed(int step, String note) {
    static Enclosed of(String written) {
        int space = written.indexOf(' ');
        return new Enclosed(Integer.parseInt(written.substring(0, space)), written.substring(space + 1));
    }

    @Override
    public String toString() {
        return step + " " + note;
    }
}
