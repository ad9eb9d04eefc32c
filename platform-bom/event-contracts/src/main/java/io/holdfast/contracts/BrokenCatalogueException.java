package io.holdfast.contracts;

import java.util.List;

/** Thrown when the catalogue contradicts itself or its schemas and examples; the message lists every fault found. */
public final class BrokenCatalogueException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    BrokenCatalogueException(List<String> faults) {
        super("The event catalogue is broken:\n- " + String.join("\n- ", faults));
    }
}
