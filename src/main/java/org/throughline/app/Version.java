package org.throughline.app;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The product's version, from the jar's manifest. */
final class Version implements IVersionProvider {
    static final String CURRENT =
            Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "unbuilt");

    @Override
    public String[] getVersion() {
        return new String[] {"Throughline " + CURRENT};
    }
}
