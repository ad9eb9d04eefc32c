package io.holdfast.defaults.audit;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The rules that an admin's action went over; the audit log shows them with it. */
public final class Overrides {

    private Overrides() {}

    /**
     * Notes one for the current request; nothing, where that is nobody's who is recorded.
     *
     * @param rule in {@code lower-case-with-hyphens}; where the same rule refuses others, as its problem's code
     */
    public static void note(String rule) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        Ending ending = request == null
                ? null
                : Ending.find(request.getAttribute(Ending.attribute(), RequestAttributes.SCOPE_REQUEST));
        if (ending != null) {
            ending.addOverride(rule);
        }
    }
}
