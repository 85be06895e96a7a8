package org.throughline.login.smart.app;

import java.util.List;
import java.util.function.BiPredicate;
import org.throughline.access.Filter;
import org.throughline.access.Grant;
import org.throughline.access.Scope;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Which scopes there are here, and which of them an app can have. */
public final class ScopeRules {
    private final Types types;
    private final BiPredicate<String, String> isToken;

    /** @param isToken whether a type of resource has a token search parameter of a name, by type and name */
    public ScopeRules(Types types, BiPredicate<String, String> isToken) {
        this.types = types;
        this.isToken = isToken;
    }

    /**
     * Those that are known here. What is not is left out, as OAuth wants it: an app may ask for what only others have.
     *
     * @throws Failed with {@link Failure.Malformed} when a scope over resources is not written as one, or has a condition
     *     that cannot be held to; leaving it out could grant more than was asked for
     */
    public ScopeList known(ScopeList asked) {
        return asked.where(
                text -> ScopeList.isAccess(text) ? isKnown(Scope.parse(text)) : ScopeList.PLAIN.contains(text));
    }

    private boolean isKnown(Scope scope) {
        boolean known = scope.type().equals(Grant.ANY) || types.isResourceType(scope.type());
        if (known) {
            scope.filters().forEach(filter -> check(scope, filter));
        }
        return known;
    }

    private void check(Scope scope, Filter filter) {
        List<String> on = scope.type().equals(Grant.ANY) ? types.resourceTypes() : List.of(scope.type());
        if (!on.stream().allMatch(type -> isToken.test(type, filter.parameter()))) {
            throw new Failed(new Failure.Malformed(
                    "value",
                    "scope",
                    "'" + scope + "' has a condition that cannot be held to: '" + filter.parameter()
                            + "' is not a token search parameter of "
                            + (scope.type().equals(Grant.ANY) ? "every type" : scope.type())));
        }
    }

    /** Those that an app may be granted when a person decides; all that only ask for context may. */
    public ScopeList forPeople(ScopeList asked, App app) {
        ScopeList most = app.registration().scopes();
        return asked.where(
                text -> !text.startsWith("system/") && (ScopeList.CONTEXT.contains(text) || most.covers(text)));
    }
}
