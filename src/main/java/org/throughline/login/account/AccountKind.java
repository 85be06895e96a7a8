package org.throughline.login.account;

/** Whose an account is. */
public enum AccountKind {
    /** Somebody who works in the practice: a Practitioner. */
    STAFF,
    /** A Patient. */
    PATIENT,
    /** Somebody who acts for patients: a RelatedPerson. */
    PROXY,
    /** A program that calls by itself; it does not log in on screens. */
    PROGRAM
}
