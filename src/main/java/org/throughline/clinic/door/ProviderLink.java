package org.throughline.clinic.door;

/**
 * The way to the identity provider.
 *
 * @param label what people call it
 * @param staffPasswords whether staff may also use passwords
 * @param address of ours that leads there
 */
public record ProviderLink(String label, boolean staffPasswords, String address) {}
