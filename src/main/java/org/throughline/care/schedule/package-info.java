/**
 * Who can be booked and when, and who is: providers with their weekly hours ({@code Schedule} and
 * {@code PractitionerRole.availableTime}), what closes a part of them ({@code Slot} that is {@code busy-unavailable}), kinds
 * of visits (a {@code CodeSystem}), and appointments. That nobody's time is given away twice holds below, in the transaction
 * that writes ({@code record.booking}); here is what a person is asked and told before.
 *
 * <p>Hours are local times of the site, so that they stay what they are when clocks change; appointments are moments.
 * Nothing here knows HTTP or SQL.
 */
@NullMarked
package org.throughline.care.schedule;

import org.jspecify.annotations.NullMarked;
