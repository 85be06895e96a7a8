package org.throughline.fhir.path;

/** A text that lets a regular expression look at only so many characters, however often it goes back. */
record LimitedText(String text, Steps steps) implements CharSequence {
    /** What is left to look at. */
    static final class Steps {
        private int left;

        Steps(int left) {
            this.left = left;
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (steps.left-- <= 0) {
            throw PathFailure.evaluation("a regular expression takes too long");
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
