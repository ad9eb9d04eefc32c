package io.holdfast.embedded;

import java.io.IOException;

/**
 * Where a {@link MailSink} puts what it receives. It keeps one copy per Message-ID and recipient, however often the
 * mail is delivered, as mail servers with duplicate delivery suppression do.
 */
public interface MailStore {

    /**
     * Stores the mail; the sender is told 250 only after this has returned.
     *
     * @throws IOException if it cannot be stored; the sender is told 451 and tries again later
     */
    void store(ReceivedMail mail) throws IOException;
}
