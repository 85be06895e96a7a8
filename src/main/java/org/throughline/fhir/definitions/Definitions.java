package org.throughline.fhir.definitions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The search parameters and profiles in force: R4's, with those that packages and clients add. Immutable; adding makes
 * another. A later definition of the same address takes the place of an earlier one.
 */
public final class Definitions {
    private final Types types;
    private final Map<String, SearchParameterDefinition> byUrl;
    private final Map<String, ProfileDefinition> profiles;
    private final Map<String, Map<String, SearchParameterDefinition>> byTypeAndCode = new LinkedHashMap<>();

    Definitions(Types types, Collection<SearchParameterDefinition> parameters, Collection<ProfileDefinition> profiles) {
        this.types = types;
        this.byUrl = new LinkedHashMap<>();
        parameters.forEach(parameter -> byUrl.put(parameter.url(), parameter));
        this.profiles = new LinkedHashMap<>();
        profiles.forEach(profile -> this.profiles.put(profile.url(), profile));
        Map<String, List<SearchParameterDefinition>> byBase = new HashMap<>();
        for (SearchParameterDefinition parameter : byUrl.values()) {
            for (String base : parameter.bases()) {
                byBase.computeIfAbsent(base, ignored -> new ArrayList<>()).add(parameter);
            }
        }
        for (String type : types.resourceTypes()) {
            byTypeAndCode.put(type, parametersOf(types.require(type), byBase));
        }
    }

    /** R4's own definitions with these added. */
    public Definitions with(
            Collection<SearchParameterDefinition> addedParameters, Collection<ProfileDefinition> addedProfiles) {
        List<SearchParameterDefinition> parameters = new ArrayList<>(byUrl.values());
        parameters.addAll(addedParameters);
        List<ProfileDefinition> all = new ArrayList<>(profiles.values());
        all.addAll(addedProfiles);
        return new Definitions(types, parameters, all);
    }

    public Types types() {
        return types;
    }

    /** The parameters that a search of this type can use, those of all resources included. */
    public Collection<SearchParameterDefinition> searchParameters(String resourceType) {
        return byTypeAndCode.getOrDefault(resourceType, Map.of()).values();
    }

    /** The parameter of this code on this type; null when there is none. */
    public @Nullable SearchParameterDefinition searchParameter(String resourceType, String code) {
        return byTypeAndCode.getOrDefault(resourceType, Map.of()).get(code);
    }

    /** The parameter of this canonical address; null when there is none. */
    public @Nullable SearchParameterDefinition searchParameter(String url) {
        return byUrl.get(url);
    }

    public Collection<SearchParameterDefinition> searchParameters() {
        return List.copyOf(byUrl.values());
    }

    public Collection<ProfileDefinition> profiles() {
        return List.copyOf(profiles.values());
    }

    private static Map<String, SearchParameterDefinition> parametersOf(
            TypeDefinition type, Map<String, List<SearchParameterDefinition>> byBase) {
        TypeDefinition base = type.base();
        Map<String, SearchParameterDefinition> found =
                base == null ? new LinkedHashMap<>() : parametersOf(base, byBase);
        byBase.getOrDefault(type.name(), List.of()).forEach(parameter -> found.put(parameter.code(), parameter));
        return found;
    }
}
