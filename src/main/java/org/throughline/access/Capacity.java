package org.throughline.access;

/**
 * As what somebody acts: their roles and where they hold them, at the moment of the act.
 *
 * @param roles their names, as people read them: {@code Nurse, Privacy officer}; empty for none
 * @param sites ids of the Organizations at which they are held, with blanks between them; empty for none
 */
public record Capacity(String roles, String sites) {
    public static final Capacity NONE = new Capacity("", "");
}
