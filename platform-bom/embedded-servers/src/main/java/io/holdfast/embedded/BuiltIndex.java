package io.holdfast.embedded;

/** An index that is kept in memory only, and built again from the documents at each start. */
interface BuiltIndex {
    boolean isBuilt();

    /** What is stored is about to be put in; from now on it hears of each change. */
    void markBuilt();
}
