package io.holdfast.messaging;

import java.util.List;

/** A bean that runs loops which the service lives by. All such beans together are the service's liveness. */
public interface LoopOwner {

    /** One for each loop, whether it goes round just now or not. */
    List<Heartbeat> heartbeats();
}
