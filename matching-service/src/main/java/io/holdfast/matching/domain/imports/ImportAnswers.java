package io.holdfast.matching.domain.imports;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** All answers, with the events that tell them. */
public interface ImportAnswers {

    /**
     * Answers a part, unless that was done: then the same is told again, where it may not have been heard.
     *
     * @param rows does what is asked for and says what became of it; may be asked again after a crash
     */
    void answerOnce(ImportPart part, Supplier<List<RowAnswer>> rows, Instant now);
}
