package io.holdfast.defaults.privacy;

import java.util.List;

import io.holdfast.messaging.WireEvent;

/** What every service says when it is done with a page. */
public final class PersonBodies {

    private PersonBodies() {}

    /** @param service which is done */
    public static WireEvent handled(String service, String jobId, int page, List<PersonHandled.Found> found) {
        return new WireEvent("person.part-handled.v1", jobId, new PersonHandled(jobId, page, service, found));
    }
}
