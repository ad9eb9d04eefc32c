package io.holdfast.web.business;

import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.page.Page;

/** Says why an answer came too late, by the rule that the API names. */
public final class Conflicts {

    private Conflicts() {}

    public static String sentence(Page page, ApiProblem problem) {
        return page.refusal("business.conflict.", problem.code());
    }
}
