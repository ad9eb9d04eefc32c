package io.holdfast.web.admin.platform;

import java.util.List;

import io.holdfast.web.admin.part.Link;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/** Other weights to try on what was. @param parts fields of weights @param comparison null before it was tried */
public record ReplayView(Form form, List<Link> parts, @Nullable Comparison comparison) {

    public record Comparison(String sentence, Table figures, Table differences) {}
}
