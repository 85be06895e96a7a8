package org.throughline.network.share;

import java.util.LinkedHashSet;
import java.util.Set;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.reference.References;

/** What a resource refers to with its holder. Pure. */
public final class Referred {
    /** The members that may refer: of references, and of attachments that lie in a Binary. */
    static final Set<String> REFERRING = Set.of("reference", "url");

    private Referred() {}

    public static Set<References.Local> by(JsonObject resource, References references) {
        Set<References.Local> found = new LinkedHashSet<>();
        walk(resource, references, found);
        return found;
    }

    private static void walk(Json tree, References references, Set<References.Local> found) {
        switch (tree) {
            case JsonObject object -> {
                for (int i = 0; i < object.size(); i++) {
                    boolean refers = REFERRING.contains(object.nameAt(i));
                    if (refers && object.valueAt(i) instanceof JsonString(String text)) {
                        References.Local local = references.local(text);
                        if (local != null) {
                            found.add(local);
                        }
                    } else {
                        walk(object.valueAt(i), references, found);
                    }
                }
            }
            case JsonArray array -> array.forEach(each -> walk(each, references, found));
            default -> {}
        }
    }
}
