package org.throughline.ui;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;

/**
 * What the frame around a page shows.
 *
 * @param title the page's title
 * @param who the name of the person who is logged in
 * @param working in which of several roles that person works; empty when there is nothing to choose
 * @param duties what that person may do on screens
 * @param places where that person can go
 * @param at which of the places is current; null for none
 * @param search what stands in the search box
 * @param token what forms on the page carry
 * @param account the number of the account of who is logged in
 * @param idleSeconds after how long without use the page is locked
 * @param moment from which moment on the page wants to hear of changes
 * @param answersForm whether the page answers a form that was sent: it cannot be asked for again, and holds what was typed
 * @param warnings what whoever looks after the installation is to be warned of; empty for nothing
 */
public record Frame(
        String title,
        String who,
        String working,
        Set<Duty> duties,
        List<Place> places,
        @Nullable Place at,
        String search,
        String token,
        long account,
        int idleSeconds,
        String moment,
        boolean answersForm,
        List<Warning> warnings) {
    public Frame {
        duties = Set.copyOf(duties);
        places = List.copyOf(places);
        warnings = List.copyOf(warnings);
    }

    /** Whether that person has a duty. */
    public boolean may(Duty duty) {
        return duties.contains(duty);
    }

    /** Whether it is a page for a patient, or for who acts for one. */
    public boolean isOfPortal() {
        return places.stream().anyMatch(Place::isOfPortal);
    }

    /** Whether there is the box that finds patients. */
    public boolean finds() {
        return places.contains(Place.PATIENTS);
    }
}
