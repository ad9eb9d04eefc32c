package io.holdfast.testsupport.infrastructure;

import java.util.List;

import io.holdfast.embedded.EmbeddedDocumentServer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the class of tests in which a query was asked that no declared index answers: whoever asked was refused, but
 * loops that look again and again only log that. Registered for all tests by the build.
 */
public final class NoScans implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> scans = EmbeddedDocumentServer.takeRefusedScans();
        if (!scans.isEmpty()) {
            throw new AssertionError("Queries without a declared index, here or in a class that ran beside this one:\n  "
                    + String.join("\n  ", scans));
        }
    }
}
