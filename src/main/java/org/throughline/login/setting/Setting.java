package org.throughline.login.setting;

/** What can be set, and what holds when it is not. */
public enum Setting {
    /** After how many minutes without use a session is locked. */
    IDLE_MINUTES("15"),
    /** Whether staff must show a second factor: yes or no. */
    SECOND_FACTOR("no"),
    /** Whether the first administrator is still to be asked to set up: open or done. */
    SETUP("open"),
    /** The id of the Organization that runs this installation; empty until it is set up. */
    ORGANIZATION(""),
    /** What that Organization is in the network: practice, hospital, lab, imaging, pharmacy or registry. */
    ORGANIZATION_KIND("practice"),
    /**
     * Whether what patients agreed to at another member of the network opens their record by itself ({@code accept}) or once
     * somebody here has looked ({@code look}).
     */
    AGREEMENTS("accept"),
    /** The time zone that times are shown in, as {@code America/New_York}; empty for the machine's. */
    ZONE(""),
    /** How many hours before an appointment patients are reminded; 0 for never. */
    REMINDER_HOURS("24"),
    /** How patients say that they cannot come; empty when reminders do not tell. */
    REMINDER_CONTACT(""),
    /** Kinds of odd accesses that are not looked for, with blanks between them. */
    WATCH_WITHOUT(""),
    /** Within how many days a person and a patient make one alert. */
    WATCH_DAYS("30"),
    /** How far apart the numbers of neighbours' houses are at most. */
    WATCH_HOUSES("10"),
    /** As many different patients on a day are never too many. */
    WATCH_PATIENTS("50"),
    /** How many times what is usual is too many. */
    WATCH_TIMES("3"),
    /** How many charts somebody may open with a reason in a week. */
    WATCH_OPENED("3"),
    /** Which hours are odd: from and until, as 22-6. */
    WATCH_HOURS("22-6"),
    /** The folder that backups are put into by themselves; empty for none. */
    BACKUP_FOLDER(""),
    /** When they are taken, as 02:00. */
    BACKUP_TIME("02:00"),
    /** How many of them are kept. */
    BACKUP_KEPT("14"),
    /** The folder that downtime packs are put into; empty for the one below the data folder. */
    DOWNTIME_FOLDER(""),
    /** What opens downtime packs, wrapped by the master key; empty when none are made. */
    DOWNTIME_PASSPHRASE(""),
    /** The time zone of those hours and of a day; empty for the machine's. */
    WATCH_ZONE(""),
    /** How many days after it was due a task is passed on; empty for never. */
    ESCALATE_DAYS("1"),
    /** The code of the role to which it is passed on. */
    ESCALATE_TO("practice-manager"),
    /** After how many minutes whoever covers is told of a critical result that nobody acknowledges. */
    RESULT_CRITICAL_MINUTES("30"),
    /** After how many minutes the practice managers are told of it. */
    RESULT_MANAGER_MINUTES("60"),
    /** After how many days they are told of an abnormal result. */
    RESULT_ABNORMAL_DAYS("3"),
    /** After how many days of any other. */
    RESULT_ROUTINE_DAYS("7"),
    /** The standing orders by which staff may enter orders, a line each. */
    STANDING_ORDERS(""),
    /** Whether a copy is passed on and the task stays where it is: yes or no. */
    ESCALATE_COPY("no");

    private final String otherwise;

    Setting(String otherwise) {
        this.otherwise = otherwise;
    }

    String otherwise() {
        return otherwise;
    }
}
