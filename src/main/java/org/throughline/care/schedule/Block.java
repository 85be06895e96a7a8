package org.throughline.care.schedule;

/**
 * Time of a provider in which nobody is booked: a meeting, a holiday.
 *
 * @param id of the Slot
 * @param schedule the id of the Schedule
 * @param words what it is
 * @param series what it was made together with; empty for nothing
 */
public record Block(String id, int version, String schedule, Interval time, String words, String series) {}
