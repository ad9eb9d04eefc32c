package io.holdfast.web.session;

import java.io.Serial;

/** A form that was not one of our pages', or whose cookie is gone. */
public final class ForeignForm extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ForeignForm() {
        super("The form's token and its cookie are not a pair", null, false, false);
    }
}
