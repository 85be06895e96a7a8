/**
 * Pharmacies: {@code /pharmacy}, the counter of one, where prescriptions come in and are dispensed by a pharmacist who sees
 * them and no chart; and {@code /pharmacies}, the directory that prescribers choose from. As the rooms around it, it knows no
 * SQL.
 */
@NullMarked
package org.throughline.clinic.pharmacy;

import org.jspecify.annotations.NullMarked;
