package org.throughline.ui.draft;

import java.time.Instant;
import org.throughline.http.Form;

/**
 * What a form held when it was last kept.
 *
 * @param key which form it is: its address
 * @param revision counts how often it was kept; by it a tab knows that another has kept it meanwhile
 * @param form its fields
 */
public record Draft(String key, int revision, Instant saved, Form form) {}
