package io.holdfast.razorpay.simulator;

/** One of a merchant's notes; a pair and not a map entry, since document stores refuse dots in keys. */
record Note(String key, String value) {
}
