package org.throughline.fhir.validate;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.DefinitionSource;

/** Gives HAPI's validator the definitions that are loaded, parsed when it asks for them and kept while memory lasts. */
final class LoadedSupport implements IValidationSupport {
    private final FhirContext fhir;
    private final DefinitionSource source;
    private final Map<String, SoftReference<IBaseResource>> kept = new ConcurrentHashMap<>();

    LoadedSupport(FhirContext fhir, DefinitionSource source) {
        this.fhir = fhir;
        this.source = source;
    }

    @Override
    public FhirContext getFhirContext() {
        return fhir;
    }

    @Override
    public @Nullable IBaseResource fetchStructureDefinition(String url) {
        return find("StructureDefinition", url);
    }

    @Override
    public @Nullable IBaseResource fetchValueSet(String url) {
        return find("ValueSet", url);
    }

    @Override
    public @Nullable IBaseResource fetchCodeSystem(String url) {
        return find("CodeSystem", url);
    }

    @Override
    public <T extends IBaseResource> @Nullable T fetchResource(@Nullable Class<T> type, String url) {
        IBaseResource found = type == null ? null : find(type.getSimpleName(), url);
        return type != null && type.isInstance(found) ? type.cast(found) : null;
    }

    private @Nullable IBaseResource find(String type, String url) {
        String key = type + " " + url;
        SoftReference<IBaseResource> last = kept.get(key);
        IBaseResource found = last == null ? null : last.get();
        if (found == null) {
            byte[] json = source.find(type, url);
            found = json == null ? null : parse(json);
            if (found != null) {
                kept.put(key, new SoftReference<>(found));
            }
        }
        return found;
    }

    /** Definitions are not ours to judge: what the parser does not know is passed over. */
    private IBaseResource parse(byte[] json) {
        return fhir.newJsonParser()
                .setParserErrorHandler(new ErrorHandlerAdapter())
                .parseResource(new String(json, StandardCharsets.UTF_8));
    }
}
