package io.holdfast.booking.imports;

import io.holdfast.defaults.web.Problem;

/** What is said of an import that cannot begin. */
final class ImportProblems {

    private ImportProblems() {}

    /** 422: what was sent is not of the form that is read here. */
    static Problem unreadable(String sentence) {
        return Problem.rule("import-unreadable", sentence);
    }

    /** 422: another system was asked, and did not answer as it should. */
    static Problem unread(String sentence) {
        return Problem.rule("import-source-unreadable", "Easy!Appointments cannot be read. " + sentence);
    }

    /** 422: more than is taken at once. */
    static Problem tooLong(String sentence) {
        return Problem.rule("import-too-long", sentence);
    }

    /** 409: another one is not over yet. */
    static Problem running() {
        return Problem.conflict("Another import is going on. Please wait until it is over.").with("code", "import-running");
    }
}
