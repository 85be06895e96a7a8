package org.throughline.network.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Failed;

class NotificationTest {
    private static final References THEIRS = new References(R4.types(), "https://a.example/fhir");

    private static Notification read(String parameters, String entries) {
        return Notification.read(
                TwoNodes.json("{'resourceType':'Bundle','type':'history','entry':[{'fullUrl':'urn:uuid:1','resource':"
                        + "{'resourceType':'Parameters','parameter':[{'name':'events-since-subscription-start','valueString':'7'}"
                        + parameters + "]}}" + entries + "]}"),
                THEIRS);
    }

    private static String event(int number, String focus, String context) {
        return ",{'name':'notification-event','part':[{'name':'event-number','valueString':'%d'}%s%s]}"
                .formatted(
                        number,
                        focus.isEmpty()
                                ? ""
                                : ",{'name':'focus','valueReference':{'reference':'https://a.example/fhir/" + focus
                                        + "'}}",
                        context.isEmpty()
                                ? ""
                                : ",{'name':'additional-context','valueReference':{'reference':'https://a.example/fhir/"
                                        + context + "'}}");
    }

    @Test
    void aChangeHasItsResourceAndItsPatient() {
        Notification read = read(
                event(7, "Observation/k", "Patient/a"),
                ",{'fullUrl':'https://a.example/fhir/Observation/k','request':{'method':'PUT','url':'Observation/k'},"
                        + "'resource':{'resourceType':'Observation','id':'k'}}");
        Incoming event = read.events().getFirst();
        assertEquals(7, read.last());
        assertFalse(read.missed());
        assertEquals(new Notice(Notice.Kind.CHANGED, "Observation", "k", 0, "a"), event.notice());
        assertEquals("k", Objects.requireNonNull(event.resource()).text("id"));
        assertFalse(event.wants());
    }

    @Test
    void aResourceThatIsGoneIsDeleted() {
        Incoming event = read(
                        event(7, "Observation/k", "Patient/a"),
                        ",{'fullUrl':'https://a.example/fhir/Observation/k','request':{'method':'DELETE','url':'Observation/k'}}")
                .events()
                .getFirst();
        assertEquals(Notice.Kind.GONE, Objects.requireNonNull(event.notice()).kind());
        assertFalse(event.wants());
    }

    @Test
    void whatDidNotComeAlongIsWanted() {
        assertTrue(
                read(event(7, "Binary/b", "Patient/a"), "").events().getFirst().wants());
    }

    @Test
    void anEventThatSaysNothingAnyMoreCountsNevertheless() {
        Incoming event = read(event(3, "", ""), "").events().getFirst();
        assertEquals(3, event.number());
        assertNull(event.notice());
    }

    @Test
    void eventsComeInTheOrderOfTheirNumbers() {
        assertEquals(
                5,
                read(event(6, "", "") + event(5, "", ""), "")
                        .events()
                        .getFirst()
                        .number());
    }

    @Test
    void whatIsNoNotificationIsRefused() {
        assertThrows(Failed.class, () -> Notification.read(TwoNodes.json("{'resourceType':'Bundle'}"), THEIRS));
        assertThrows(Failed.class, () -> read(",{'name':'notification-event','part':[]}", ""));
    }
}
