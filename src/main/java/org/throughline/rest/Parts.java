package org.throughline.rest;

import org.throughline.events.subscription.Subscriptions;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.validate.ProfileRules;
import org.throughline.record.Records;

/** What every interaction works with. */
record Parts(
        Records records,
        Types types,
        Rendering rendering,
        ProfileRules profiles,
        Subscriptions subscriptions,
        RestSettings settings) {

    String url(String type, String id) {
        return settings.base() + "/" + type + "/" + id;
    }

    String versionUrl(String type, String id, int version) {
        return url(type, id) + "/_history/" + version;
    }
}
