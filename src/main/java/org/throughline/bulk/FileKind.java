package org.throughline.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON file is: read from its beginning, and only as far as must be.
 *
 * @param resourceType null when it does not say
 * @param bundleType {@code Bundle.type}; null when it does not say
 */
record FileKind(@Nullable String resourceType, @Nullable String bundleType) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Looks into a file. One that is broken is what it says until there; its reader will find the fault. */
    static FileKind of(InputStream in) {
        String resourceType = null;
        String bundleType = null;
        try (JsonParser parser = FACTORY.createParser(in)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                switch (name) {
                    case "resourceType" -> resourceType = parser.getValueAsString();
                    case "type" -> bundleType = parser.getValueAsString();
                    default -> parser.skipChildren();
                }
                if (resourceType != null && (bundleType != null || !resourceType.equals("Bundle"))) {
                    break;
                }
            }
        } catch (IOException e) {
            return new FileKind(resourceType, bundleType);
        }
        return new FileKind(resourceType, bundleType);
    }

    /** Whether it is a bundle whose entries do not belong together, so that they may pass one by one. */
    boolean isManyResources() {
        return "Bundle".equals(resourceType) && bundleType != null && !bundleType.equals("transaction");
    }
}
