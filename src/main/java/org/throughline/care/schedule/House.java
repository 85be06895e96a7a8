package org.throughline.care.schedule;

import java.util.List;
import java.util.Optional;
import org.throughline.care.visit.Room;

/**
 * Where and by whom patients are seen.
 *
 * @param sites at least one
 * @param providers those who can be booked, by name
 */
public record House(List<Site> sites, List<Room> rooms, List<Provider> providers, VisitTypes types) {
    public House {
        sites = List.copyOf(sites);
        rooms = List.copyOf(rooms);
        providers = List.copyOf(providers);
    }

    /** The site of an id, else the first. */
    public Site site(String id) {
        return sites.stream().filter(site -> site.id().equals(id)).findFirst().orElseGet(sites::getFirst);
    }

    /** Who can be booked at a site; whoever is of no site in particular can be everywhere. */
    public List<Provider> at(Site site) {
        return providers.stream()
                .filter(Provider::active)
                .filter(provider -> provider.site().isEmpty() || provider.site().equals(site.id()))
                .toList();
    }

    /** The rooms of a site. */
    public List<Room> roomsAt(Site site) {
        return rooms.stream()
                .filter(room -> room.site().isEmpty() || room.site().equals(site.id()))
                .toList();
    }

    /** The provider of a Schedule's id. */
    public Optional<Provider> provider(String id) {
        return providers.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The provider with whom an appointment is; at its site where they are at several. */
    public Optional<Provider> provider(Booking booking) {
        return providers.stream()
                .filter(each -> each.practitioner().equals(booking.practitioner()))
                .max((one, other) -> Boolean.compare(
                        one.site().equals(booking.site()), other.site().equals(booking.site())));
    }
}
