package io.holdfast.defaults.web;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code holdfast.web.*}
 *
 * @param maxBody          the largest request body that is read
 * @param uploads          paths under which files are sent, whose bodies may be larger
 * @param maxUpload        the largest body that is read there
 * @param silentPerAddress how many connections of one address may be open that have not asked for anything yet
 * @param silentInAll      the same for all addresses together; some way below what Tomcat takes, 8,192
 * @param requestsAtOnce   how many requests are answered at once, by one instance; 0: what a quarter of the heap has room for
 * @param metrics          whether this port shows metrics where there is no management port; not where everybody reaches it
 */
@ConfigurationProperties("holdfast.web")
public record WebSettings(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue List<String> uploads,
        @DefaultValue("32MB") DataSize maxUpload,
        @DefaultValue("4000") int silentPerAddress,
        @DefaultValue("6000") int silentInAll,
        @DefaultValue("0") int requestsAtOnce,
        @DefaultValue("true") boolean metrics) {

    /** Measured at the gateway, 1,700 requests under way: 84 KB each, buffers on both sides. */
    private static final int BYTES_PER_REQUEST = 96 << 10;

    /** How many requests are answered at once; whoever comes beyond them is told 503. */
    public int placesForRequests() {
        return requestsAtOnce > 0 ? requestsAtOnce : HeapShare.QUARTER.roomFor(BYTES_PER_REQUEST);
    }

    /** How many connections are read and answered at once: there is room for streams, and for saying 503. */
    int placesForConnections() {
        return requestsAtOnce > 0 ? 2 * requestsAtOnce : HeapShare.HALF.roomFor(BYTES_PER_REQUEST);
    }
}
