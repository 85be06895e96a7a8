package org.throughline.fhir.definitions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.ValueSet.Coded;
import org.throughline.fhir.definitions.ValueSet.Rule;

/**
 * Whether a code is in a value set.
 *
 * @param is null when it cannot be told
 * @param display the name to show; null when there is none
 * @param missing what would have been needed and is not held
 */
public record Membership(@Nullable Boolean is, @Nullable String display, List<String> missing) {
    private static final int DEEPEST = 20;

    public Membership {
        missing = List.copyOf(missing);
    }

    static Membership of(ValueSet valueSet, Terminology terminology, String system, String code) {
        Work work = new Work(terminology, system, code);
        Boolean is = work.in(valueSet, 0);
        return new Membership(is, work.display, new ArrayList<>(work.missing));
    }

    /** What is asked about one code. Unknown is null: it is neither in nor out. */
    private static final class Work {
        private final Terminology terminology;
        private final String system;
        private final String code;
        private final Set<String> missing = new HashSet<>();
        private @Nullable String display;

        Work(Terminology terminology, String system, String code) {
            this.terminology = terminology;
            this.system = system;
            this.code = code;
        }

        @Nullable
        Boolean in(ValueSet set, int depth) {
            if (depth > DEEPEST) {
                return null;
            }
            Boolean included = any(set.includes(), depth);
            Boolean excluded = any(set.excludes(), depth);
            if (Boolean.FALSE.equals(included) || Boolean.TRUE.equals(excluded)) {
                return false;
            }
            return (included == null || excluded == null) ? null : true;
        }

        private @Nullable Boolean any(List<Rule> rules, int depth) {
            boolean unknown = false;
            for (Rule rule : rules) {
                Boolean in = in(rule, depth);
                if (Boolean.TRUE.equals(in)) {
                    return true;
                }
                unknown |= in == null;
            }
            return unknown ? null : Boolean.FALSE;
        }

        private @Nullable Boolean in(Rule rule, int depth) {
            Boolean in = rule.system() == null ? Boolean.TRUE : ofSystem(rule, rule.system());
            for (String url : rule.valueSets()) {
                if (Boolean.FALSE.equals(in)) {
                    return false;
                }
                ValueSet set = terminology.valueSet(url);
                if (set == null) {
                    missing.add(url);
                }
                Boolean there = set == null ? null : in(set, depth + 1);
                in = Boolean.FALSE.equals(there) ? there : (in == null || there == null) ? null : Boolean.TRUE;
            }
            return in;
        }

        private @Nullable Boolean ofSystem(Rule rule, String url) {
            if (!url.equals(system)) {
                return false;
            }
            if (!rule.concepts().isEmpty()) {
                Optional<Coded> listed = rule.concepts().stream()
                        .filter(each -> each.code().equals(code))
                        .findFirst();
                listed.ifPresent(this::named);
                return listed.isPresent();
            }
            CodeSystem held = terminology.codeSystem(url);
            Concept concept = held == null ? null : held.concept(code);
            if (held == null || (concept == null && !held.header().complete())) {
                missing.add(url);
                return null;
            }
            if (concept == null) {
                return false;
            }
            Boolean passes = held.passes(code, rule.filters());
            if (passes == null) {
                missing.add(url + " by all its filters");
            } else if (passes && display == null) {
                display = concept.display();
            }
            return passes;
        }

        private void named(Coded coded) {
            if (display == null) {
                display = coded.display();
            }
        }
    }
}
