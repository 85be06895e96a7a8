package org.throughline.care.task;

/** Whom something waits for, as it says itself. Whether that is somebody who is there is for the {@link Roster} to say. */
public sealed interface Addressee {

    /**
     * Somebody in particular.
     *
     * @param reference as the record refers to them: {@code Practitioner/1}
     */
    record Person(String reference) implements Addressee {}

    /**
     * Whoever has an account, for what is not in the record: a note that is begun and not signed.
     *
     * @param number of the account
     */
    record Account(long number) implements Addressee {}

    /**
     * Whoever has a role.
     *
     * @param code of the role: {@code front-desk}
     */
    record Role(String code) implements Addressee {}

    /**
     * Somebody of another organization, to whom messages are brought: on nobody's list here.
     *
     * @param reference as the record refers to the organization: {@code Organization/1}
     */
    record Elsewhere(String reference) implements Addressee {}
}
