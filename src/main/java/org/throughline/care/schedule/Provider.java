package org.throughline.care.schedule;

/**
 * Somebody who can be booked, at a site.
 *
 * @param id of the Schedule
 * @param version of the Schedule
 * @param practitioner the id of the Practitioner
 * @param post the id of the PractitionerRole that tells the hours; empty for none
 * @param site the id of the Location; empty when none is told
 * @param hours when they work there
 * @param atOnce how many appointments they take at once
 */
public record Provider(
        String id,
        int version,
        String practitioner,
        String name,
        String post,
        String site,
        Hours hours,
        int atOnce,
        boolean active) {}
