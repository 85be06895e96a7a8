package org.throughline.app;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.throughline.audit.AuditTrail;
import org.throughline.care.check.Checks;
import org.throughline.care.check.Recheck;
import org.throughline.care.directory.Directory;
import org.throughline.care.hold.Spreading;
import org.throughline.care.result.Pressing;
import org.throughline.care.result.Sorting;
import org.throughline.care.result.Unreported;
import org.throughline.care.task.Escalation;
import org.throughline.care.task.Worklist;
import org.throughline.clinic.inbox.Team;
import org.throughline.database.Database;
import org.throughline.events.courier.MessageRows;
import org.throughline.events.message.Gateway;
import org.throughline.events.message.MailGateway;
import org.throughline.events.message.MessageSettings;
import org.throughline.events.message.TextGateway;
import org.throughline.events.reminder.ReminderRows;
import org.throughline.events.reminder.Reminders;
import org.throughline.fhir.definitions.Types;
import org.throughline.login.Login;
import org.throughline.login.setting.Setting;
import org.throughline.login.setting.Settings;
import org.throughline.login.smart.protocol.AuthorizationServer;
import org.throughline.record.Records;
import org.throughline.search.Searches;
import org.throughline.terminology.lab.Labs;
import org.throughline.ui.draft.Drafts;

/** What is done from time to time behind the screens, as chores of {@link Housekeeping}. */
final class Errands {
    private static final Duration SOON = Duration.ofMillis(300);

    private final Database database;
    private final AuditTrail audit;
    private final Records records;
    private final Searches searches;
    private final Types types;
    private final Login login;
    private final Directory directory;
    private final AuthorizationServer apps;
    private final MessageSettings messages;
    private final Rechecks rechecks;
    private final Staying staying;
    private final Clock clock;
    private final Sorting sorting;
    private final Pressing pressing;

    /**
     * The errands of an installation.
     *
     * @param messages by which ways messages to patients leave
     */
    Errands(
            Database database,
            AuditTrail audit,
            CareParts care,
            Login login,
            AuthorizationServer apps,
            MessageSettings messages,
            Checks checks,
            Staying staying,
            Clock clock) {
        this.database = database;
        this.audit = audit;
        this.records = care.records();
        this.searches = care.searches();
        this.types = care.types();
        this.login = login;
        this.directory = care.directory();
        this.apps = apps;
        this.messages = messages;
        this.rechecks = new Rechecks(
                new Recheck(checks, records, types, care.clock()), checks, database, records, searches, staying::told);
        this.staying = staying;
        this.clock = clock;
        this.sorting = new Sorting(records, searches, types, Labs.shipped(), care.clock());
        Team team = new Team(login);
        this.pressing = new Pressing(
                worklist(),
                records,
                searches,
                types,
                team::resultRule,
                () -> team.present().roster(),
                clock);
    }

    /** All of them. */
    List<Chore> chores() {
        List<Chore> chores = new ArrayList<>(List.of(
                Chore.of("sorting results", Duration.ofSeconds(20), this::results),
                Chore.of("checking again what is taken", Duration.ofSeconds(10), rechecks::run),
                Chore.of("telling of admissions and discharges", SOON, staying::run),
                Chore.of("closing loops after discharges", Duration.ofSeconds(15), staying::lookAgain),
                Chore.of("checking again what others told of", SOON, rechecks::outside),
                Chore.of("sweeping what has run out", Duration.ofHours(1), this::sweep)));
        if (sendsMessages()) {
            Reminders reminders = reminders();
            chores.add(
                    new Chore("reminding patients", Duration.ofMinutes(1), () -> reminders.step() || isDue(reminders)));
        }
        return chores;
    }

    private static boolean isDue(Reminders reminders) {
        reminders.look();
        return reminders.step();
    }

    /** What reminds patients of their appointments. */
    Reminders reminders() {
        return new Reminders(
                new ReminderRows(database),
                records,
                searches,
                audit,
                Installation.operator(),
                gateways(),
                this::practice,
                staying::toldDead,
                clock);
    }

    /** Whether messages to patients can leave. */
    boolean sendsMessages() {
        return !gateways().isEmpty();
    }

    /** The ways by which messages leave. */
    private List<Gateway> gateways() {
        List<Gateway> gateways = new ArrayList<>();
        MessageSettings.Mail mail = messages.mail();
        MessageSettings.Text text = messages.text();
        if (mail != null) {
            gateways.add(new MailGateway(mail, clock));
        }
        if (text != null) {
            gateways.add(new TextGateway(text));
        }
        return gateways;
    }

    private Reminders.Practice practice() {
        Settings settings = login.settings();
        String name = directory
                .name(Installation.operator(), settings.of(Setting.ORGANIZATION))
                .orElse("our practice");
        return new Reminders.Practice(
                name, settings.of(Setting.REMINDER_CONTACT), settings.zone(), settings.number(Setting.REMINDER_HOURS));
    }

    /** Removes what has run out. */
    private void sweep() {
        apps.tokens().sweep();
        new MessageRows(database, clock).sweep();
        new Drafts(database, clock).sweep();
        escalation().run();
        new Unreported(records, searches, types, clock).run();
    }

    /** Passes on tasks that are overdue. */
    private Escalation escalation() {
        return new Escalation(worklist(), records, types, new Team(login)::rule, clock);
    }

    /** Sorts reports that have come, and tells others of those that nobody looks at. */
    private void results() {
        new Spreading(records, searches, types, clock).run();
        sorting.run();
        pressing.run();
    }

    private Worklist worklist() {
        return new Worklist(records, searches, Worklist.Begun.NOTHING, clock);
    }
}
