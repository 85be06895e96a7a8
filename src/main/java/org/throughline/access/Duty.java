package org.throughline.access;

/** What a person may do on screens beside reading and writing resources. A role has some of these. */
public enum Duty {
    /** See the list of patients and open charts. */
    CHART,
    /** See the schedule; book, check in and lead patients through their visit. */
    SCHEDULE,
    /** Open a chart outside of one's treating relations, with a reason that the privacy officer sees. */
    BREAK_GLASS,
    /** Sign prescriptions and other orders in one's own name. */
    PRESCRIBE,
    /** Work at the counter of a pharmacy: see the prescriptions that came to it, dispense them, ask who prescribed. */
    DISPENSE,
    /** Enter orders on a prescriber's word or by a standing order; the prescriber signs them afterwards. */
    TRANSCRIBE,
    /** Read images: take examinations from the reading list and sign reports of them. */
    READ_IMAGES,
    /** Invite, change and disable accounts, and give them roles. */
    ACCOUNTS,
    /** Change what roles may do. */
    ROLES,
    /** Register apps and see which have access. */
    APPS,
    /** Make and change the templates that notes are written with, and the list of fees. */
    TEMPLATES,
    /** Switch rules of the safety checks off and on for the whole practice. */
    RULES,
    /** Change the settings of the installation: sites, identity providers. */
    SETTINGS,
    /** See how the practice does: how much is done and waits, on whose list, and how long visits take. */
    PRACTICE,
    /** Read the audit trail, answer alerts, account for disclosures. */
    PRIVACY
}
