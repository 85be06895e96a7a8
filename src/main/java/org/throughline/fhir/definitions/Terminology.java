package org.throughline.fhir.definitions;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Code systems and value sets by canonical address; versions in an address are passed over, for each is held once. */
public final class Terminology {
    private final Map<String, CodeSystem> codeSystems = new HashMap<>();
    private final Map<String, ValueSet> valueSets = new HashMap<>();
    private final Sought<CodeSystem> furtherSystems;
    private final Sought<ValueSet> furtherSets;
    private final DefinitionSource large;

    public Terminology(Collection<CodeSystem> codeSystems, Collection<ValueSet> valueSets) {
        this(
                codeSystems,
                valueSets,
                new Sought<>(DefinitionSource.NOTHING, "CodeSystem", TerminologyJson::codeSystem),
                new Sought<>(DefinitionSource.NOTHING, "ValueSet", TerminologyJson::valueSet),
                DefinitionSource.NOTHING);
    }

    private Terminology(
            Collection<CodeSystem> codeSystems,
            Collection<ValueSet> valueSets,
            Sought<CodeSystem> furtherSystems,
            Sought<ValueSet> furtherSets,
            DefinitionSource large) {
        this.large = large;
        this.furtherSystems = furtherSystems;
        this.furtherSets = furtherSets;
        codeSystems.forEach(system -> this.codeSystems.put(system.url(), system));
        valueSets.forEach(set -> this.valueSets.put(set.url(), set));
    }

    /** These with others; where an address is in both, ours counts. */
    public Terminology with(Collection<CodeSystem> moreSystems, Collection<ValueSet> moreSets) {
        Terminology all = new Terminology(moreSystems, moreSets, furtherSystems, furtherSets, large);
        all.codeSystems.putAll(codeSystems);
        all.valueSets.putAll(valueSets);
        return all;
    }

    /** These, and what a source finds where there is none of ours, or only a part of a code system. */
    public Terminology backedBy(DefinitionSource source) {
        Terminology all = new Terminology(
                List.of(),
                List.of(),
                new Sought<>(source, "CodeSystem", TerminologyJson::codeSystem),
                new Sought<>(source, "ValueSet", TerminologyJson::valueSet),
                source);
        all.codeSystems.putAll(codeSystems);
        all.valueSets.putAll(valueSets);
        return all;
    }

    /** The code system of a canonical address; null when it is not held. */
    public @Nullable CodeSystem codeSystem(String url) {
        CodeSystem own = codeSystems.get(unversioned(url));
        if (own != null && own.header().complete()) {
            return own;
        }
        CodeSystem loaded = large.largeSystem(unversioned(url));
        if (loaded != null) {
            return loaded;
        }
        CodeSystem further = furtherSystems.find(unversioned(url));
        return further == null ? own : further;
    }

    /** The value set of a canonical address; null when it is not held. */
    public @Nullable ValueSet valueSet(String url) {
        ValueSet own = valueSets.get(unversioned(url));
        ValueSet known = own == null ? furtherSets.find(unversioned(url)) : own;
        return known == null ? ImplicitSets.of(unversioned(url), this) : known;
    }

    /** Those that are held in memory. */
    public Collection<CodeSystem> codeSystems() {
        return List.copyOf(codeSystems.values());
    }

    public Collection<ValueSet> valueSets() {
        return List.copyOf(valueSets.values());
    }

    /** Whether a code is in a value set, told without listing the set. */
    public Membership membership(ValueSet valueSet, String system, String code) {
        return Membership.of(valueSet, this, system, code);
    }

    /** The codes of a value set that need not itself be held here. */
    public Expansion expand(ValueSet valueSet) {
        return Expansion.of(valueSet, this);
    }

    static String unversioned(String url) {
        int bar = url.indexOf('|');
        return bar < 0 ? url : url.substring(0, bar);
    }
}
