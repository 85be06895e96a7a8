package org.throughline.ui;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.access.Duty;

/** A place in the rail. Each person sees those at which they have a duty. */
public enum Place {
    PATIENTS("Patients", "/patients", Duty.CHART),
    PRIVACY("Privacy", "/privacy", Duty.PRIVACY);

    private final String label;
    private final String address;
    private final Duty duty;

    Place(String label, String address, Duty duty) {
        this.label = label;
        this.address = address;
        this.duty = duty;
    }

    public String label() {
        return label;
    }

    public String address() {
        return address;
    }

    /** Where a caller can go, in order. */
    static List<Place> of(Caller caller) {
        return Arrays.stream(values()).filter(place -> caller.may(place.duty)).toList();
    }

    /** Where a caller begins. */
    public static Optional<String> first(Caller caller) {
        return of(caller).stream().findFirst().map(Place::address);
    }
}
