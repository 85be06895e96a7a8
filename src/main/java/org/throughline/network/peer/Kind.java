package org.throughline.network.peer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an organization is in the network. */
public enum Kind {
    PRACTICE("Practice"),
    HOSPITAL("Hospital"),
    LAB("Laboratory"),
    IMAGING("Imaging centre"),
    PHARMACY("Pharmacy"),
    REGISTRY("Registry"),
    /** It keeps who holds something about whom, and no record. */
    LOCATOR("Locator");

    /** Whether it holds records of patients, so that it can be asked for them. */
    public boolean holdsRecords() {
        return this != LOCATOR;
    }

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** As it is written in settings, in statements, and as {@code Organization.type} below {@link OrganizationResource#KINDS}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a code; empty for none. */
    public static Optional<Kind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
