package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import dev.stowage.spi.StowageException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What an installation may change about the HTTP stack.
 *
 * @param connect how long until a connection stands
 * @param answer how long from there until the head of the answer is complete
 * @param stall how long a body may be silent
 * @param allowed networks besides the public internet that may be reached, on any port
 * @param userAgent how requests introduce themselves
 */
record HttpSettings(Duration connect, Duration answer, Duration stall, List<Cidr> allowed, String userAgent) {
    private static final String CONNECT = "connect-timeout";
    private static final String ANSWER = "answer-timeout";
    private static final String STALL = "stall-timeout";
    private static final String ADDRESSES = "allowed-addresses";
    private static final String AGENT = "user-agent";
    private static final Duration LONGEST = Duration.ofDays(1);

    static List<Setting> declared() {
        return List.of(
                Setting.withDefault(CONNECT, "How long to wait for a connection, such as 10s.", "10s"),
                Setting.withDefault(ANSWER, "How long to wait for the beginning of an answer, such as 30s.", "30s"),
                Setting.withDefault(STALL, "How long an answer may be silent in the middle, such as 30s.", "30s"),
                Setting.optional(
                        ADDRESSES,
                        "Networks besides the public internet that may be reached, on any port: CIDRs with commas between them."),
                Setting.withDefault(AGENT, "How requests introduce themselves.", "Stowage/" + version()));
    }

    static HttpSettings of(ProviderContext context) throws StowageException {
        return new HttpSettings(
                duration(context, CONNECT),
                duration(context, ANSWER),
                duration(context, STALL),
                allowed(context),
                agent(context));
    }

    /** Reads a setting that is a duration, of any provider. */
    static Duration duration(ProviderContext context, String key) throws StowageException {
        String text = context.setting(key).orElseThrow().trim();
        try {
            Duration value = Duration.parse(iso(text));
            if (value.compareTo(Duration.ZERO) > 0 && value.compareTo(LONGEST) <= 0) {
                return value;
            }
        } catch (DateTimeParseException e) {
            throw new StowageException(bad(key, "\"" + text + "\" is no duration", "Write it like 30s or 2m."), e);
        }
        throw new StowageException(
                bad(key, "it has to be more than nothing and at most a day", "Write it like 30s or 2m."));
    }

    /** {@code 1.5s}, {@code 2m} and {@code 500ms} beside the ISO form {@code PT30S}. */
    private static String iso(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.startsWith("P")) {
            return upper;
        }
        if (upper.matches("\\d{1,9}MS")) {
            return Duration.ofMillis(Long.parseLong(upper.substring(0, upper.length() - 2)))
                    .toString();
        }
        return "PT" + upper;
    }

    private static List<Cidr> allowed(ProviderContext context) throws StowageException {
        try {
            return Cidr.parseList(context.setting(ADDRESSES).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new StowageException(
                    bad(ADDRESSES, "it is no list of networks", "Write it like 127.0.0.0/8,192.168.1.0/24."), e);
        }
    }

    private static String agent(ProviderContext context) throws StowageException {
        String text = context.setting(AGENT).orElseThrow();
        if (!text.matches("[ -~]{1,200}")) {
            throw new StowageException(
                    bad(AGENT, "it may have only plain letters, digits and signs", "Write it like Stowage/1.0."));
        }
        return text;
    }

    /** Tells that a setting, of any provider, has a value that cannot be meant. */
    static Problem bad(String key, String why, String advice) {
        return Problem.of(Problem.Kind.USAGE, Codes.BAD_CONFIG, "use the setting " + key, why, advice);
    }

    private static String version() {
        return Objects.requireNonNullElse(HttpSettings.class.getPackage().getImplementationVersion(), "dev");
    }
}
