package org.throughline.clinic.schedule;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughline.app.TestProduct;
import org.throughline.clinic.Accessible;
import org.throughline.clinic.Browsers;
import org.throughline.clinic.People;

/** A day at the desk, in a real browser: book, move, call off, check in, and out again. */
class ScheduleScreenTest {
    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static final Practice PRACTICE = new Practice();
    private static final TestProduct PRODUCT = PRACTICE.product();

    @BeforeAll
    static void open() {
        PRACTICE.patient("ada", "Ada", "Marlowe", "1980-05-06");
        PRACTICE.patient("noor", "Noor", "Haddad", "1999-03-03");
        PRACTICE.patient("ida", "Ada", "Marlow", "1981-06-05");
    }

    private static Page desk() {
        return People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "desk", TestProduct.PASSWORD);
    }

    private static String book(LocalDate day, String time, String patient) {
        return PRODUCT.home() + "/schedule/book?day=" + day + "&provider=rivera&time=" + time + "&patient=" + patient;
    }

    private static void booked(Page page, LocalDate day, String time, String patient) {
        page.navigate(book(day, time, patient));
        page.click("[data-save]");
        assertThat(page.locator("[data-toast]")).containsText("Booked");
    }

    private static String stored(String query) {
        return PRODUCT.get(query).text();
    }

    @Test
    void theDeskLandsOnTheScheduleAndBooksByKeyboardAlone() {
        LocalDate day = Practice.ahead(3);
        Page page = desk();
        assertTrue(page.url().endsWith("/schedule"), page.url());
        page.navigate(PRACTICE.schedule(day));
        page.locator("[aria-label='Book 09:15, Alex Rivera']").focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");
        assertThat(page.locator("#q")).isFocused();
        page.keyboard().type("hadd");
        page.waitForSelector("#picks a");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator(".whose")).containsText("HADDAD, Noor");
        assertThat(page.locator("#time")).hasValue("09:15");
        assertThat(page.locator("#reason")).isFocused();
        page.keyboard().type("Cough");
        page.keyboard().press("Enter");

        assertThat(page.locator("[data-toast]")).containsText("Booked");
        assertThat(page.locator(".booking[aria-current]")).containsText("HADDAD, Noor");
        String appointment = stored("Appointment?patient=noor");
        assertTrue(appointment.contains("\"start\":\"" + day + "T09:15:00-0"), appointment);
        assertTrue(appointment.contains("\"status\":\"booked\""), appointment);
        assertTrue(appointment.contains("urn:throughline:visit-types"), appointment);
    }

    @Test
    void whoIsSecondIsToldThatTheTimeIsTakenAndWhatWasTypedStays() {
        LocalDate day = Practice.ahead(4);
        Page first = desk();
        Page second = desk();
        second.navigate(book(day, "10:00", "noor"));
        second.fill("#reason", "Knee");
        booked(first, day, "10:00", "ada");
        second.click("[data-save]");
        assertThat(second.locator("[data-focus]")).containsText("This time is taken");
        assertThat(second.locator("#reason")).hasValue("Knee");
        Accessible.check(second);
        second.fill("#time", "10:15");
        second.click("[data-save]");
        assertThat(second.locator("[data-toast]")).containsText("Booked");
    }

    @Test
    void aTimeThatIsClosedOrUnreadableIsAskedAboutAtItsField() {
        Page page = desk();
        page.navigate(book(Practice.ahead(5), "12:30", "ada"));
        page.click("[data-save]");
        assertThat(page.locator(".question")).containsText("outside of the hours");
        page.fill("#time", "quarter past");
        page.click("[data-save]");
        assertThat(page.locator("#time-fault")).containsText("9:15");
        page.fill("#time", "12:30");
        page.click("[data-save]");
        page.check("input[name=confirmed]");
        page.click("[data-save]");
        assertThat(page.locator("[data-toast]")).containsText("Booked");
    }

    @Test
    void aFreeTimeIsFoundAndWhatWasTypedStays() {
        LocalDate day = Practice.ahead(20);
        Page page = desk();
        booked(page, day, "08:00", "ada");
        page.navigate(PRODUCT.home() + "/schedule/book?provider=rivera&patient=noor&day=" + day);
        page.fill("#reason", "Shoulder");
        page.click("text=Find a free time");
        assertThat(page.locator(".free-times button").first()).containsText("08:15");
        page.locator(".free-times button").nth(1).click();
        assertThat(page.locator("#time")).hasValue("08:30");
        assertThat(page.locator("#reason")).hasValue("Shoulder");
        page.press("#reason", "Enter");
        assertThat(page.locator("[data-toast]")).containsText("Booked");
    }

    @Test
    void whatWasTypedForAPatientIsThereAgainUntilItIsBooked() {
        PRACTICE.patient("cleo", "Cleo", "Carver", "1970-01-02");
        LocalDate day = Practice.ahead(40);
        Page page = BROWSERS.loggedIn(PRODUCT, "desk", ColorScheme.LIGHT, 1366);
        page.navigate(book(day, "09:00", "cleo"));
        page.fill("#reason", "Dizzy since Monday");
        assertThat(page.locator("[data-kept]")).containsText("Draft kept");
        page.close();

        Page again = BROWSERS.loggedIn(PRODUCT, "desk", ColorScheme.DARK, 360);
        again.navigate(book(day, "10:00", "cleo"));
        assertThat(again.locator("#reason")).hasValue("Dizzy since Monday");
        assertThat(again.locator("#time")).hasValue("10:00");
        assertThat(again.locator("[data-kept]")).containsText("Draft of");
        Accessible.check(again);
        again.click("[data-save]");
        assertThat(again.locator(".booking[aria-current]")).containsText("10:00");
        again.navigate(book(day, "11:00", "cleo"));
        assertThat(again.locator("#reason")).hasValue("");
    }

    @Test
    void anAppointmentIsDraggedAndMovedByItsFormAndNeverOverAnother() {
        LocalDate day = Practice.ahead(6);
        Page page = desk();
        booked(page, day, "08:00", "ada");
        booked(page, day, "08:30", "noor");
        page.locator(".booking:has-text('MARLOWE')").dragTo(page.locator("[aria-label='Book 09:00, Alex Rivera']"));
        assertThat(page.locator("[data-toast]")).containsText("Moved");
        assertThat(page.locator(".booking:has-text('MARLOWE')")).containsText("09:00");

        page.click("text=Move or change");
        page.fill("#time", "8:30");
        page.click("[data-save]");
        assertThat(page.locator("[data-focus]")).containsText("This time is taken");
        page.fill("#time", "11:45");
        page.click("[data-save]");
        assertThat(page.locator(".booking[aria-current]")).containsText("11:45");
        assertThat(page.locator(".booking[aria-current]")).containsText("MARLOWE");
    }

    @Test
    void anAppointmentIsCalledOffWithAReasonAndStandsAgain() {
        LocalDate day = Practice.ahead(7);
        Page page = desk();
        booked(page, day, "14:00", "ada");
        page.click("text=Cancel the appointment");
        page.selectOption("aside select[name=reason]", "TRANSPORT");
        page.click("button:has-text('Cancel · MARLOWE')");
        assertThat(page.locator("aside")).containsText("No way to get here");
        assertEquals(0, page.locator("#timetable .booking").count());
        booked(page, day, "14:00", "noor");
        page.navigate(PRACTICE.schedule(day));
        page.click("text=1 cancelled or not come");
        page.click(".loose .booking");
        page.click("button:has-text('It stands again')");
        assertThat(page.locator("[data-focus]")).containsText("This time is taken");
    }

    @Test
    void whoChangesWhatSomebodyElseHasChangedSeesHowItIsNow() {
        LocalDate day = Practice.ahead(8);
        Page first = desk();
        booked(first, day, "15:00", "ada");
        Page second = desk();
        second.navigate(first.url());
        first.click("text=Move or change");
        first.fill("#time", "15:30");
        first.click("[data-save]");
        second.click("text=Cancel the appointment");
        second.click("button:has-text('Cancel · MARLOWE')");
        assertThat(second.locator("[data-focus]")).containsText("Somebody else has changed this");
        assertThat(second.locator("aside")).containsText("15:30");
    }

    @Test
    void similarNamesOnOneDayAreMarked() {
        LocalDate day = Practice.ahead(9);
        Page page = desk();
        booked(page, day, "08:00", "ada");
        booked(page, day, "09:00", "ida");
        assertThat(page.locator("aside")).containsText("Similar name");
        assertEquals(2, page.locator("#timetable .alike").count());
        booked(page, day, "10:00", "noor");
        assertEquals(2, page.locator("#timetable .alike").count());
    }

    @Test
    void aVisitGoesFromTheDoorToTheDoorOnTheBoard() {
        LocalDate today = Practice.ahead(0);
        PRACTICE.patient("bea", "Bea", "Winter", "1970-01-01");
        Page page = desk();
        page.navigate(book(today, "23:30", "bea"));
        page.click("[data-save]");
        page.check("input[name=confirmed]");
        page.click("[data-save]");
        assertThat(page.locator("[data-toast]")).containsText("Booked");

        page.navigate(PRODUCT.home() + "/schedule/board?day=" + today);
        Accessible.check(page);
        bring(page, "expected", "Check in");
        page.selectOption(".lane:has(#lane-waiting) select[name=room]", "room2");
        bring(page, "waiting", "To room");
        assertThat(page.locator(".rooms")).containsText("Room 2 WINTER, Bea");
        bring(page, "in-room", "Clinician in");
        bring(page, "with-clinician", "Clinician out");
        bring(page, "leaving", "Check out");
        assertThat(page.locator(".lane:has(#lane-done)")).containsText("WINTER, Bea");

        String visit = stored("Encounter?patient=bea");
        assertTrue(visit.contains("\"status\":\"finished\""), visit);
        assertTrue(visit.contains("\"status\":\"arrived\"") && visit.contains("\"status\":\"triaged\""), visit);
        assertTrue(visit.contains("Location/room2") && visit.contains("\"code\":\"AMB\""), visit);
        assertTrue(stored("Appointment?patient=bea").contains("\"status\":\"fulfilled\""));
    }

    private static void bring(Page page, String lane, String act) {
        Locator card = page.locator(".lane:has(#lane-" + lane + ") .card:has-text('WINTER')");
        card.locator("button:has-text('" + act + "')").click();
        assertThat(card).hasCount(0);
    }

    @Test
    void whoIsNewIsRegisteredOnTheWayAndWhoWalksInIsCheckedInAtOnce() {
        LocalDate today = Practice.ahead(0);
        Page page = desk();
        page.navigate(PRODUCT.home() + "/schedule/book?day=" + today + "&provider=rivera&time=23:00");
        page.click("text=New patient");
        page.fill("#given", "Olu");
        page.fill("#family", "Adeyemi");
        page.fill("#birthDate", "1 feb 2001");
        page.selectOption("#sex", "male");
        page.click("[data-save]");
        assertThat(page.locator(".whose")).containsText("ADEYEMI, Olu");
        page.check("input[name=walk-in]");
        page.click("[data-save]");
        page.check("input[name=confirmed]");
        page.click("[data-save]");
        assertThat(page.locator("aside .facts")).containsText("Waiting");
        page.click("text=Checked in by mistake");
        page.click("button:has-text('Take it back')");
        assertThat(page.locator("aside .facts")).containsText("Booked");
        assertTrue(stored("Encounter?status=entered-in-error").contains("\"resourceType\":\"Encounter\""));
    }

    @Test
    void whoSeesPatientsHasTheirDayAndOpensTheChartFromIt() {
        LocalDate day = Practice.ahead(10);
        booked(desk(), day, "08:15", "ada");
        Page page =
                People.logIn(BROWSERS.page(ColorScheme.LIGHT, 1366), PRODUCT.home(), "rivera", TestProduct.PASSWORD);
        assertTrue(page.url().endsWith("/schedule"), page.url());
        page.navigate(PRACTICE.schedule(day));
        page.click(".booking");
        page.click("text=Open chart");
        assertThat(page.locator(".banner")).containsText("MARLOWE");
    }

    @Test
    void everythingIsDoneWithoutScriptsToo() {
        LocalDate day = Practice.ahead(11);
        Page page = BROWSERS.page(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        People.logIn(page, PRODUCT.home(), "desk", TestProduct.PASSWORD);
        page.navigate(PRACTICE.schedule(day));
        page.click("[aria-label='Book 08:45, Alex Rivera']");
        page.fill("#q", "Haddad");
        page.press("#q", "Enter");
        page.click("#picks a");
        page.click("[data-save]");
        assertThat(page.locator("aside .facts")).containsText("08:45");
    }

    @Test
    void hoursAndKindsOfVisitsAreSetUp() {
        PRACTICE.provider("ito", "Mei", "Ito", 1);
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/schedule/setup");
        Accessible.check(page);
        page.locator("input[name=name]").nth(8).fill("Minor surgery");
        page.locator("input[name=minutes]").nth(8).fill("60");
        page.click("text=Save the kinds of visits");
        assertTrue(stored("CodeSystem/visit-types").contains("\"minor-surgery\""));

        page.click("text=Mei Ito");
        page.fill("#Mon", "10 until noon");
        page.click("button:has-text('Save')");
        assertThat(page.locator("#Mon-fault")).containsText("8-12");
        page.fill("#Mon", "7:30-11, 1pm-3pm");
        page.fill("#at-once", "2");
        Accessible.check(page);
        page.click("button:has-text('Save')");
        assertThat(page.locator("main")).containsText("07:30–11:00");
        assertTrue(stored("PractitionerRole/ito-post").contains("\"availableStartTime\":\"13:00:00\""));
        assertTrue(stored("Schedule/ito").contains("\"valuePositiveInt\":2"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theScheduleCanBeUsedByEverybody(ColorScheme scheme) {
        LocalDate day = Practice.ahead(12);
        if (scheme == ColorScheme.LIGHT) {
            Page desk = desk();
            booked(desk, day, "08:00", "ada");
            booked(desk, day, "08:20", "ida");
        }
        for (int width : scheme == ColorScheme.LIGHT ? new int[] {1366, 683} : new int[] {360}) {
            Page page = BROWSERS.page(scheme, width);
            People.logIn(page, PRODUCT.home(), "desk", TestProduct.PASSWORD);
            page.navigate(PRACTICE.schedule(day));
            Accessible.check(page);
            page.navigate(PRODUCT.home() + "/schedule?who=rivera&day=" + day);
            Accessible.check(page);
            page.navigate(book(day, "09:00", "noor"));
            Accessible.check(page);
            page.navigate(PRODUCT.home() + "/schedule/book?day=" + day);
            Accessible.check(page);
            page.context().close();
        }
    }

    @Test
    void aTimeIsClosedForAMeetingEachWeekAndOpenedAgain() {
        LocalDate day = Practice.ahead(21);
        Page page = desk();
        booked(page, day.plusWeeks(1), "08:30", "ada");
        page.navigate(PRACTICE.schedule(day));
        page.click("text=Close a time");
        page.fill("#words", "Team meeting");
        page.fill("#until", day.plusWeeks(2).toString());
        page.fill("#from", "8");
        page.fill("#to", "7");
        page.check("input[name=weekly]");
        page.click("[data-save]");
        assertThat(page.locator("#from-fault")).containsText("9:30");
        page.fill("#to", "9");
        page.click("[data-save]");
        assertThat(page.locator(".question")).containsText("An appointment stands in that time");
        Accessible.check(page);
        page.check("input[name=confirmed]");
        page.click("[data-save]");
        assertThat(page.locator(".closed")).containsText("Team meeting");
        page.navigate(PRACTICE.schedule(day.plusDays(1)));
        assertEquals(0, page.locator(".closed").count());
        page.navigate(PRACTICE.schedule(day.plusWeeks(1)));
        assertThat(page.locator(".closed").first()).containsText("Team meeting");
        assertThat(page.locator("#timetable .booking")).containsText("MARLOWE");

        page.navigate(book(day, "08:15", "noor"));
        page.click("[data-save]");
        assertThat(page.locator(".question")).containsText("closed: Team meeting");
        page.navigate(PRACTICE.schedule(day.plusWeeks(1)));
        page.locator(".closed a").first().click();
        page.check("input[name=later]");
        page.click("button:has-text('Open this time again')");
        page.navigate(PRACTICE.schedule(day.plusWeeks(2)));
        assertEquals(0, page.locator(".closed").count());
        page.navigate(PRACTICE.schedule(day));
        assertEquals(1, page.locator(".closed").count());
    }

    @Test
    void whatComesAgainIsBookedAsAWholeOrNotAtAllAndCalledOffTogether() {
        LocalDate day = Practice.ahead(40);
        PRACTICE.patient("rita", "Rita", "Solberg", "1960-01-01");
        Page page = desk();
        booked(page, day.plusWeeks(2), "16:00", "noor");
        page.navigate(book(day, "16:00", "rita"));
        page.click("text=It comes again");
        page.selectOption("#weeks", "1");
        page.fill("#times", "4");
        page.click("[data-save]");
        assertThat(page.locator("#times-fault")).containsText("Taken on");
        assertTrue(!stored("Appointment?patient=rita").contains("fullUrl"), "none was made");
        page.fill("#time", "16:15");
        page.click("[data-save]");
        assertThat(page.locator("[data-toast]")).containsText("Booked");
        assertTrue(stored("Appointment?patient=rita&_summary=count").contains("\"total\":4"));

        page.navigate(PRACTICE.schedule(day.plusWeeks(1)));
        page.click(".booking:has-text('SOLBERG')");
        page.click("text=Cancel the appointment");
        page.check("input[name=later]");
        page.click("button:has-text('Cancel · SOLBERG')");
        assertThat(page.locator("aside .facts")).containsText("Cancelled");
        assertTrue(stored("Appointment?patient=rita&status=cancelled&_summary=count")
                .contains("\"total\":3"));
    }

    @Test
    void whoWaitsIsOfferedWhatIsCalledOff() {
        LocalDate day = Practice.ahead(13);
        PRACTICE.patient("wim", "Wim", "Vos", "1955-02-02");
        Page page = desk();
        booked(page, day, "11:00", "ada");
        page.navigate(PRODUCT.home() + "/schedule/book?provider=rivera&patient=wim&day=" + Practice.ahead(1));
        page.fill("#reason", "Sooner if possible");
        page.click("text=Nothing suits");
        page.check("input[name=urgent]");
        page.click("button:has-text('Wait for a time')");
        assertThat(page.locator("#waiting")).containsText("Wim Vos");
        Accessible.check(page);

        page.navigate(PRACTICE.schedule(day));
        page.click(".booking:has-text('MARLOWE')");
        page.click("text=Cancel the appointment");
        page.click("button:has-text('Cancel · MARLOWE')");
        page.click("aside .picks a:has-text('Wim Vos')");
        assertThat(page.locator("#time")).hasValue("11:00");
        page.click("[data-save]");
        assertThat(page.locator(".booking[aria-current]")).containsText("VOS, Wim");
        page.navigate(PRODUCT.home() + "/schedule/waiting");
        assertThat(page.locator("#waiting")).not().containsText("Wim Vos");
        assertTrue(stored("Appointment?patient=wim&_summary=count").contains("\"total\":1"));
    }

    @Test
    void whoIsDueFollowsFromARuleOfThePracticeAndLeavesTheListWhenBooked() {
        PRACTICE.patient("old", "Olga", "Berg", "1950-01-01");
        PRACTICE.patient("young", "Yara", "Berg", "2015-01-01");
        PRACTICE.patient("seen", "Sven", "Berg", "1951-01-01");
        PRODUCT.send(
                "POST",
                "Encounter",
                "{'resourceType':'Encounter','status':'finished','class':{'code':'AMB','system':'http://terminology.hl7.org/CodeSystem/v3-ActCode'},"
                        + "'type':[{'coding':[{'system':'urn:throughline:visit-types','code':'annual'}]}],'subject':{'reference':'Patient/seen'},"
                        + "'period':{'start':'" + Practice.ahead(-30) + "','end':'" + Practice.ahead(-30) + "'}}");
        Page page = BROWSERS.loggedIn(PRODUCT, "admin", ColorScheme.LIGHT, 1366);
        page.navigate(PRODUCT.home() + "/schedule/recalls?rule=new");
        page.fill("#months", "never");
        page.click("[data-save]");
        assertThat(page.locator("#months-fault")).containsText("1 to 120");
        Accessible.check(page);
        page.fill("#name", "Elderly, once a year");
        page.selectOption("#type", "annual");
        page.fill("#months", "12");
        page.fill("#from", "70");
        page.click("[data-save]");
        page.click("text=Elderly, once a year");
        assertThat(page.locator("main")).containsText("BERG, Olga");
        assertThat(page.locator("main")).not().containsText("Yara");
        assertThat(page.locator("main")).not().containsText("Sven");
        Accessible.check(page);

        booked(desk(), Practice.ahead(50), "10:30", "old");
        page.reload();
        assertThat(page.locator("main")).containsText("BERG, Olga");
        PRODUCT.send(
                "POST",
                "Appointment",
                "{'resourceType':'Appointment','status':'booked','start':'" + Practice.ahead(51) + "T15:00:00Z','end':'"
                        + Practice.ahead(51)
                        + "T15:30:00Z','serviceType':[{'coding':[{'system':'urn:throughline:visit-types','code':'annual'}]}],"
                        + "'participant':[{'status':'accepted','actor':{'reference':'Patient/old'}}]}");
        page.reload();
        assertThat(page.locator("main")).not().containsText("Olga");
        assertTrue(stored("PlanDefinition?type=recall").contains("Elderly, once a year"));
    }
}
