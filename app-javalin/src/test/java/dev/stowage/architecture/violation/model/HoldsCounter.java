package dev.stowage.architecture.violation.model;

import java.util.concurrent.atomic.AtomicLong;

/** Breaks: records hold only what does not change. */
public record HoldsCounter(AtomicLong count) {}
