package org.throughline.app;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.throughline.audit.AuditTrail;
import org.throughline.care.check.Checks;
import org.throughline.care.check.Recheck;
import org.throughline.care.directory.Directory;
import org.throughline.care.result.Pressing;
import org.throughline.care.result.Sorting;
import org.throughline.care.result.Unreported;
import org.throughline.care.task.Escalation;
import org.throughline.care.task.Worklist;
import org.throughline.clinic.inbox.Team;
import org.throughline.database.Database;
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

/** What is done from time to time behind the screens, as {@link Housekeeping} calls for it. */
final class Errands {
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
    private final Clock clock;
    private final Sorting sorting;
    private final Pressing pressing;

    /**
     * The errands of an installation.
     *
     * @param messages by which ways messages to patients leave
     * @param practiceClock in whose time zone the practice's days begin
     */
    Errands(
            Database database,
            AuditTrail audit,
            Records records,
            Searches searches,
            Types types,
            Login login,
            AuthorizationServer apps,
            MessageSettings messages,
            Checks checks,
            Clock clock,
            Clock practiceClock) {
        this.database = database;
        this.audit = audit;
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.login = login;
        this.directory = new Directory(records, searches, types);
        this.apps = apps;
        this.messages = messages;
        this.rechecks =
                new Rechecks(new Recheck(checks, records, types, practiceClock), checks, database, records, searches);
        this.clock = clock;
        this.sorting = new Sorting(records, searches, types, Labs.shipped(), practiceClock);
        Team team = new Team(login);
        this.pressing = new Pressing(
                worklist(),
                records,
                types,
                team::resultRule,
                () -> team.present().roster(),
                clock);
    }

    /** Checks again what is taken by those about whom something has changed. */
    void recheck() {
        rechecks.run();
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
    void sweep() {
        apps.tokens().sweep();
        new Drafts(database, clock).sweep();
        escalation().run();
        new Unreported(records, searches, types, clock).run();
    }

    /** Passes on tasks that are overdue. */
    private Escalation escalation() {
        return new Escalation(worklist(), records, types, new Team(login)::rule, clock);
    }

    /** Sorts reports that have come, and tells others of those that nobody looks at. */
    void results() {
        sorting.run();
        pressing.run();
    }

    private Worklist worklist() {
        return new Worklist(records, searches, Worklist.Begun.NOTHING, clock.getZone());
    }
}
