package org.throughline.login.provider;

/**
 * Somebody at an identity provider.
 *
 * @param subject stands for the person there, for ever and for nobody else
 * @param name what the person is called there; only to be read by people
 */
public record Identity(String issuer, String subject, String name) {
    private static final int LONGEST_NAME = 100;

    public Identity {
        name = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
