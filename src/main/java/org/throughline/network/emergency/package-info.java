/**
 * What others know of somebody, asked in an emergency. Whoever asks names the person as the own record describes them and says
 * why; all members are asked at once ({@link org.throughline.network.emergency.EmergencyCalls}). A member that certainly knows the
 * person gives its summary ({@link org.throughline.network.emergency.EmergencyDoor}), as its own rules for emergencies have it
 * ({@code record.protection.Emergencies}), and enters that; one that knows somebody who may be the person says so and gives
 * nothing. No links, no consents and no copies come of it: what was told is held in memory while it is looked at. May import what
 * lies below {@code network}, {@code network.peer} and {@code network.link}.
 */
@NullMarked
package org.throughline.network.emergency;

import org.jspecify.annotations.NullMarked;
