package org.throughline.clinic.schedule;

import java.time.LocalDate;
import java.time.ZoneId;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;

/** A practice with a clinician who can be booked, two rooms and somebody at the desk, as tests of the schedule need it. */
final class Practice {
    static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final TestProduct product = TestProduct.start();

    Practice() {
        product.set("ZONE", ZONE.getId());
        product.set("ORGANIZATION", "clinic");
        put("Organization/clinic", "'name':'Millbrook Clinic'");
        put(
                "Location/site",
                "'status':'active','name':'Main','managingOrganization':{'reference':'Organization/clinic'}");
        room("room1", "Room 1");
        room("room2", "Room 2");
        provider("rivera", "Alex", "Rivera", 1);
        new TestAccounts(product).staff("desk", "Robin Lee", "robin", "front-desk");
        new TestAccounts(product).staff("rivera", "Alex Rivera", "rivera", "physician");
    }

    TestProduct product() {
        return product;
    }

    private void put(String reference, String members) {
        String[] parts = reference.split("/", -1);
        int status = product.send(
                        "PUT", reference, "{'resourceType':'" + parts[0] + "','id':'" + parts[1] + "'," + members + "}")
                .status();
        if (status >= 300) {
            throw new IllegalStateException(reference + " " + status);
        }
    }

    private void room(String id, String name) {
        put(
                "Location/" + id,
                "'status':'active','name':'" + name
                        + "','partOf':{'reference':'Location/site'},'managingOrganization':{'reference':'Organization/clinic'},"
                        + "'physicalType':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/location-physical-type','code':'ro'}]}");
    }

    void provider(String id, String given, String family, int atOnce) {
        put("Practitioner/" + id, "'name':[{'given':['" + given + "'],'family':'" + family + "'}]");
        String every = "'daysOfWeek':['mon','tue','wed','thu','fri','sat','sun']";
        put(
                "PractitionerRole/" + id + "-post",
                "'active':true,'practitioner':{'reference':'Practitioner/" + id
                        + "'},'organization':{'reference':'Organization/clinic'},'availableTime':[{" + every
                        + ",'availableStartTime':'08:00:00','availableEndTime':'12:00:00'},{" + every
                        + ",'availableStartTime':'13:00:00','availableEndTime':'17:00:00'}]");
        put(
                "Schedule/" + id,
                "'active':true,'actor':[{'reference':'Practitioner/" + id + "','display':'" + given + " " + family
                        + "'},{'reference':'PractitionerRole/" + id
                        + "-post'},{'reference':'Location/site'}],'extension':[{'url':'urn:throughline:at-once','valuePositiveInt':"
                        + atOnce + "}]");
    }

    void patient(String id, String given, String family, String born) {
        put(
                "Patient/" + id,
                "'gender':'female','birthDate':'" + born + "','name':[{'family':'" + family + "','given':['" + given
                        + "']}],'managingOrganization':{'reference':'Organization/clinic'}");
    }

    /** A day far enough ahead that nothing is past. */
    static LocalDate ahead(int days) {
        return LocalDate.now(ZONE).plusDays(days);
    }

    String schedule(LocalDate day) {
        return product.home() + "/schedule?day=" + day;
    }
}
