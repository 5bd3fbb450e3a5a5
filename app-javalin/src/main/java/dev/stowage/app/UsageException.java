package dev.stowage.app;

/** The command line cannot be meant. The message is one sentence for the person who wrote it. */
final class UsageException extends RuntimeException {
    UsageException(String sentence) {
        super(sentence);
    }

    /** An option's value cannot be meant. */
    static UsageException of(String option, String value, String why, String advice) {
        return new UsageException("Could not use " + option + " \"" + value + "\": " + why + ". " + advice);
    }
}
