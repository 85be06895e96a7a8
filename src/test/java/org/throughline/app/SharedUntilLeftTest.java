package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.throughline.database.Sql;

/** Whoever leaves takes out what it has, and so do the others. */
class SharedUntilLeftTest {
    private final TwoMembers members = new TwoMembers().joined();

    private static long copies(TestProduct of) {
        return of.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getLong(1),
                                "SELECT count(*) FROM resource WHERE origin <> 0 AND patient <> 0")
                        .orElseThrow());
    }

    private static void await(TestProduct of, boolean any) {
        long begun = System.nanoTime();
        while (copies(of) > 0 != any) {
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(20).toNanos(), () -> copies(of) + " copies");
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void leavingTakesOutWhatWasShared() {
        String ada =
                "{'resourceType':'Patient','id':'ada','gender':'female','birthDate':'1958-07-14','name':[{'family':'Marlowe','given':['Ada','Jane']}],"
                        + "'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],'telecom':[{'system':'phone','value':'503-555-0142'}]}";
        members.family.send("PUT", "Patient/ada", ada);
        members.heart.send("PUT", "Patient/ada", ada);
        members.heart.wiring().sharing().linking().ask(TwoMembers.OPERATOR, members.familyThere(), "ada", null, true);
        await(members.heart, true);
        await(members.family, true);
        TwoMembers.network(members.heart).leaving().leave(TwoMembers.OPERATOR, members.familyThere());
        await(members.heart, false);
        await(members.family, false);
    }
}
