package org.throughline.care.form;

/** What a field of a form holds. */
public enum Kind {
    TEXT("Text of several lines", "text"),
    LINE("Text of one line", "string"),
    NUMBER("Number", "decimal"),
    CHOICE("One of several", "choice"),
    CHOICES("Any of several", "choice"),
    YES_NO("Yes or no", "boolean"),
    DATE("Date", "date"),
    PROBLEM("Problems, coded", "open-choice"),
    ALLERGY("Allergies, coded", "open-choice"),
    SCORE("Calculation", "decimal"),
    INFO("Words to read", "display");

    private final String words;
    private final String itemType;

    Kind(String words, String itemType) {
        this.words = words;
        this.itemType = itemType;
    }

    /** What a person calls it. */
    public String words() {
        return words;
    }

    /** The type of the Questionnaire's item; a number with a unit is a {@code quantity}. */
    String itemType() {
        return itemType;
    }

    /** Whether it can have more than one answer. */
    public boolean repeats() {
        return this == CHOICES || this == PROBLEM || this == ALLERGY;
    }

    /** Whether it is chosen from options that the template lists. */
    public boolean hasOptions() {
        return this == CHOICE || this == CHOICES;
    }

    /** Whether what it holds is a number in a calculation. */
    boolean counts() {
        return this == NUMBER || this == SCORE || this == CHOICE || this == YES_NO;
    }

    /** Whether what it holds can become an observation of its own. */
    public boolean isMeasured() {
        return this == NUMBER || this == SCORE || this == CHOICE || this == YES_NO || this == LINE;
    }
}
