package org.throughline.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        "user/Observation.c, user/Observation.c"
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
                "system/Patient.rs?category=x",
                "openid",
                "system/*.*;drop"
            })
    void whatIsNotAScopeIsRefused(String text) {
        assertThrows(Failed.class, () -> Scopes.parse(text));
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
        assertEquals(new Visibility.Everything(), caller.visibility(Interaction.READ));
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
