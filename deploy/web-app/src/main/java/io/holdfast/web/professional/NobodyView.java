package io.holdfast.web.professional;

/** For whoever may be a professional by their token, but is none of the business yet. */
public record NobodyView(String name) {}
