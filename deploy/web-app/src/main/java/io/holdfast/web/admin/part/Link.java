package io.holdfast.web.admin.part;

/** Where one can go from a page. */
public record Link(String address, String text) {}
