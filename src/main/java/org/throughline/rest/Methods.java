package org.throughline.rest;

/** Which HTTP methods an address takes, for {@code Allow}. */
final class Methods {
    private static final String READ = "GET, HEAD, OPTIONS";
    private static final String BOTH = "GET, HEAD, POST, OPTIONS";

    private Methods() {}

    static String of(Place place) {
        return switch (place) {
            case Place.Base ignored -> BOTH;
            case Place.OfType ignored -> "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
            case Place.Instance ignored -> "GET, HEAD, PUT, PATCH, DELETE, OPTIONS";
            case Place.SystemSearch ignored -> "POST, OPTIONS";
            case Place.TypeSearch ignored -> "POST, OPTIONS";
            case Place.Compartment ignored -> BOTH;
            case Place.Operation ignored -> BOTH;
            case Place.TypeOperation ignored -> BOTH;
            case Place.InstanceOperation ignored -> BOTH;
            case Place.Metadata ignored -> READ;
            case Place.History ignored -> READ;
            case Place.TypeHistory ignored -> READ;
            case Place.InstanceHistory ignored -> READ;
            case Place.OneVersion ignored -> READ;
        };
    }
}
