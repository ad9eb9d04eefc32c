package io.holdfast.matching.domain.match;

/**
 * A place on the earth, WGS 84.
 *
 * @param latitude  degrees, −90 to 90
 * @param longitude degrees, −180 to 180
 */
public record Position(double latitude, double longitude) {

    private static final double EARTH_RADIUS_KM = 6_371.0088;

    public Position {
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("There is no such place: " + latitude + ", " + longitude);
        }
    }

    /** As the crow flies, by the haversine formula: within 0.6 % of the ellipsoid. */
    public double kilometresTo(Position other) {
        double from = Math.toRadians(latitude);
        double to = Math.toRadians(other.latitude);
        double half = Math.sin((to - from) / 2);
        double across = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        double haversine = half * half + Math.cos(from) * Math.cos(to) * across * across;
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
    }
}
