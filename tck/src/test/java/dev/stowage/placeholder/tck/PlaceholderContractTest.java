package dev.stowage.placeholder.tck;

final class PlaceholderContractTest extends PlaceholderContract {}
