package org.throughline.login.account;

import java.util.Locale;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What a password must be: long enough, and none that whoever guesses tries first. Nothing is asked about kinds of
 * characters.
 *
 * @see <a href="https://github.com/OWASP/ASVS/blob/master/5.0/en/0x15-V6-Authentication.md">ASVS 5, 6.2</a>
 */
public final class PasswordRules {
    private static final int ALONE = 12;
    private static final int WITH_SECOND_FACTOR = 8;
    private static final int LONGEST = 200;
    private static final int SHORTEST_NAME = 4;

    private final CommonPasswords common = new CommonPasswords();

    /** How long a password must be at least. */
    public static int shortest(boolean secondFactor) {
        return secondFactor ? WITH_SECOND_FACTOR : ALONE;
    }

    /**
     * Takes or refuses a password.
     *
     * @param name the account's name
     * @param secondFactor whether the account has one
     * @throws Failed with {@link Failure.Invalid} that says why not
     */
    public void check(String password, String name, boolean secondFactor) {
        int shortest = shortest(secondFactor);
        if (password.codePointCount(0, password.length()) < shortest) {
            throw refused("The password needs at least " + shortest + " characters. Several words are easy to keep.");
        }
        if (password.length() > LONGEST) {
            throw refused("The password may have " + LONGEST + " characters at most.");
        }
        if (common.contains(password) || holds(password, name)) {
            throw refused("This password would be among the first that are guessed. Take another one.");
        }
    }

    private static boolean holds(String password, String name) {
        return name.length() >= SHORTEST_NAME
                && password.toLowerCase(Locale.ROOT).contains(name)
                && password.length() < name.length() + WITH_SECOND_FACTOR;
    }

    private static Failed refused(String why) {
        return new Failed(new Failure.Invalid("value", "password", why));
    }
}
