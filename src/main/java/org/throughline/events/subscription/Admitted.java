package org.throughline.events.subscription;

import org.throughline.access.Caller;
import org.throughline.record.Intent;
import org.throughline.record.Records;

/**
 * The write of a Subscription as it is to be done.
 *
 * @param writer as whom
 * @param company what is done in its transaction
 */
public record Admitted(Caller writer, Intent intent, Records.Company company) {}
