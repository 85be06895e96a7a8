package org.throughline.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.kernel.Failed;

class ScopesTest {

    @ParameterizedTest
    @CsvSource({
        "system/*.*, system/*.cruds",
        "system/*.read, system/*.rs",
        "system/Patient.write, system/Patient.cud",
        "system/Patient.rs, system/Patient.rs",
        "user/Observation.c, user/Observation.c",
        "patient/Observation.rs?category=http://a.org/c|lab, patient/Observation.rs?category=http://a.org/c|lab",
        "user/Task.r?status=requested&code=a%26b, user/Task.r?status=requested&code=a%26b"
    })
    void bothVersionsOfSmartAreRead(String written, String meaning) {
        assertEquals(meaning, Scopes.parse(written).toString());
    }

    @Test
    void commasAndSpacesSeparateScopes() {
        Scopes scopes = Scopes.parse(" system/Patient.rs,system/Observation.c  system/Encounter.r ");
        assertEquals("system/Patient.rs system/Observation.c system/Encounter.r", scopes.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " , ",
                "system",
                "system/*",
                "system/*.",
                "system/*.sr",
                "system/*.readwrite",
                "System/*.rs",
                "system/patient.rs",
                "system/Patient.rs?",
                "system/Patient.rs?category",
                "system/Patient.rs?category=",
                "system/Patient.rs?category:in=x",
                "system/Patient.rs?general-practitioner.name=x",
                "system/Patient.rs?category=a|b|c",
                "system/Patient.rs?category=|b",
                "system/Patient.rs?category=%zz",
                "system/Patient.read?category=x",
                "openid",
                "system/*.*;drop"
            })
    void whatIsNotAScopeIsRefused(String text) {
        assertThrows(Failed.class, () -> Scopes.parse(text));
    }

    @Test
    void conditionsAreReadAndSeveralHoldTogether() {
        Scope scope = Scopes.parse("patient/Observation.rs?category=http://a.org/c|lab,b&status=final")
                .granted()
                .getFirst();
        assertEquals(
                List.of(new Filter("category", "http://a.org/c|lab,b"), new Filter("status", "final")),
                scope.filters());
        assertEquals(scope.filters(), scope.grant(Set.of(1L)).orElseThrow().filters());
    }

    @Test
    void aCommaBeforeAScopeEndsTheOneBefore() {
        assertEquals(
                2,
                Scopes.parse("user/Observation.rs?category=a,b,user/Patient.rs")
                        .granted()
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "user/*.cruds, user/Patient.rs, true",
        "user/Patient.rs, user/Patient.r, true",
        "user/Patient.rs, user/Patient.rs?gender=male, true",
        "user/Patient.rs?gender=male, user/Patient.rs, false",
        "user/Patient.rs?gender=male, user/Patient.rs?gender=female, false",
        "user/Patient.rs, user/*.rs, false",
        "user/Patient.rs, patient/Patient.rs, false",
        "user/Patient.rs, user/Patient.cruds, false"
    })
    void aScopeCoversWhatIsWithinIt(String wide, String narrow, boolean covers) {
        assertEquals(covers, Scope.parse(wide).covers(Scope.parse(narrow)));
    }

    @Test
    void whatNoScopeGrantsIsDenied() {
        Caller caller = Caller.ofOperator("token/1", "A lab", Scopes.parse("system/Patient.rs system/Observation.c"));
        assertTrue(caller.may(Interaction.READ, "Patient"));
        assertTrue(caller.may(Interaction.CREATE, "Observation"));
        assertFalse(caller.may(Interaction.READ, "Observation"));
        assertFalse(caller.may(Interaction.UPDATE, "Patient"));
        assertEquals(Set.of("Patient"), types(caller.visibility(Interaction.SEARCH)));
        assertEquals(new Visibility.Nothing(), caller.visibility(Interaction.DELETE));
    }

    @Test
    void aWildcardSeesEverything() {
        Caller caller = Caller.ofOperator("token/1", "A lab", Scopes.parse("system/*.rs system/Patient.u"));
        assertEquals(new Visibility.Everything(false), caller.visibility(Interaction.READ));
        assertEquals(Set.of("Patient"), types(caller.visibility(Interaction.UPDATE)));
    }

    @Test
    void aPatientScopeWithoutAPatientGrantsNothing() {
        Caller caller = Caller.ofOperator("token/1", "An app", Scopes.parse("patient/*.cruds"));
        assertFalse(caller.may(Interaction.READ, "Patient"));
        assertEquals(new Visibility.Nothing(), caller.visibility(Interaction.SEARCH));
    }

    private static Set<String> types(Visibility visibility) {
        return assertInstanceOf(Visibility.Some.class, visibility).unlimitedTypes();
    }
}
