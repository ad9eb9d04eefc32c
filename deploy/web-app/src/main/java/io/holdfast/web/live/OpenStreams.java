package io.holdfast.web.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Streams on their way from the API to pages. Each has a virtual thread that waits for the API; that a reader has gone shows
 * when something is written to them, and the API sends heartbeats. When this instance stops, streams end first: nobody waits
 * for them, and browsers ask another instance.
 */
@Component
class OpenStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OpenStreams.class);
    private static final int PIECE = 8_192;

    private final Set<InputStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /** Passes each piece on as it comes, until one of both ends has gone. */
    void pass(InputStream from, OutputStream to) {
        open.add(from);
        try (from) {
            byte[] piece = new byte[PIECE];
            for (int read = from.read(piece); read >= 0 && running; read = from.read(piece)) {
                to.write(piece, 0, read);
                to.flush();
            }
        } catch (IOException e) {
            log.debug("A stream has ended: {}", e.toString());
        } finally {
            open.remove(from);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        for (InputStream stream : open) {
            try {
                stream.close();
            } catch (IOException e) {
                log.debug("A stream had ended before it was closed", e);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server waits for its requests. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
