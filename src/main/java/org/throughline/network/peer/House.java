package org.throughline.network.peer;

import java.util.List;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;

/**
 * This installation itself, as a member.
 *
 * @param address by which others reach it, without a slash at its end and without {@code /fhir}
 * @param organization the id of the Organization that it is; empty until it is set up
 * @param kind what that is, as set
 */
public record House(String address, Supplier<String> organization, Supplier<Kind> kind, Records records) {

    /**
     * What it says of itself.
     *
     * @throws Failed with {@link Failure.Conflict} when it is not set up yet
     */
    Member self(Caller caller) {
        String id = organization.get();
        if (id.isEmpty()) {
            throw new Failed(new Failure.Conflict(
                    "This installation has no organization yet. Set it up first, on its screens."));
        }
        JsonObject resource = OrganizationResource.open(records, caller, "Organization", id);
        List<Member.Identifier> identifiers = resource.objects("identifier").stream()
                .filter(each -> each.text("system") != null && each.text("value") != null)
                .limit(10)
                .map(each ->
                        new Member.Identifier(String.valueOf(each.text("system")), String.valueOf(each.text("value"))))
                .toList();
        String name = resource.text("name");
        return new Member(name == null ? "Without a name" : name, kind.get(), identifiers);
    }
}
