package io.holdfast.testsupport.architecture.seeded.application;

import org.springframework.stereotype.Service;

/** Seeded: another stereotype, and a name that says nothing. */
@Service
public class StampManager {}
