package dev.stowage.architecture.violation.model;

import java.util.List;

/** Breaks: public records copy their collections. */
public record KeepsList(List<String> names) {}
