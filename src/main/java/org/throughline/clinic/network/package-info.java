/**
 * The administrator's page of the network: who the other members are and what is wrong with whom, inviting, joining, leaving. No
 * SQL.
 */
@NullMarked
package org.throughline.clinic.network;

import org.jspecify.annotations.NullMarked;
