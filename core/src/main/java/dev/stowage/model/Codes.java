package dev.stowage.model;

/**
 * The stable names of our own problems and findings, one place to look them up. Plugins may use others.
 *
 * @since 0.1
 */
public final class Codes {
    // the request
    public static final String BAD_REFERENCE = "bad_reference";
    public static final String BAD_CONFIG = "bad_config";
    public static final String BAD_TOKEN = "bad_token";
    public static final String BAD_WORKER = "bad_worker";
    public static final String BAD_DRAFT = "bad_draft";
    public static final String BAD_RULE = "bad_rule";
    public static final String UNKNOWN_ID = "unknown_id";
    public static final String AMBIGUOUS = "ambiguous";
    public static final String ILLEGAL_STATE = "illegal_state";
    public static final String NO_SOURCE = "no_source";
    public static final String NOT_SUPPORTED = "not_supported";
    public static final String CHOOSE_FILE = "choose_file";
    public static final String SEVERAL_FILES = "several_files";
    public static final String DUPLICATE = "duplicate";
    public static final String SKIPPED = "skipped";

    // the origin and its answers
    public static final String NOT_FOUND = "not_found";
    public static final String GONE = "gone";
    public static final String LEGALLY_BLOCKED = "legally_blocked";
    public static final String LOGIN_NEEDED = "login_needed";
    public static final String ACCESS_DENIED = "access_denied";
    public static final String LOGIN_PAGE = "login_page";
    public static final String ERROR_BODY = "error_body";
    public static final String POINTER_FILE = "pointer_file";
    public static final String REFUSED = "refused";
    public static final String SERVER_TROUBLE = "server_trouble";
    public static final String RATE_LIMITED = "rate_limited";
    public static final String TRUNCATED = "truncated";
    public static final String SURPLUS = "surplus";
    public static final String SIZE_MISMATCH = "size_mismatch";
    public static final String LENGTH_UNKNOWN = "length_unknown";
    public static final String BAD_FRAMING = "bad_framing";
    public static final String EMPTY_REPLY = "empty_reply";
    public static final String EMPTY_FILE = "empty_file";
    public static final String TOO_LARGE = "too_large";
    public static final String ENCODED_BODY = "encoded_body";
    public static final String RANGE_LIE = "range_lie";
    public static final String CHANGED = "changed";
    public static final String NO_RANGES = "no_ranges";
    public static final String NO_RESUME = "no_resume";
    public static final String PART_ALTERED = "part_altered";
    public static final String BAD_REDIRECT = "bad_redirect";
    public static final String REDIRECT_LOOP = "redirect_loop";
    public static final String INSECURE_REDIRECT = "insecure_redirect";
    public static final String ADDRESS_REFUSED = "address_refused";
    public static final String BAD_METADATA = "bad_metadata";
    public static final String METADATA_TOO_LARGE = "metadata_too_large";
    public static final String LINK_EXPIRED = "link_expired";
    public static final String SOURCE_WARNING = "source_warning";

    // the way there
    public static final String NO_SUCH_HOST = "no_such_host";
    public static final String DNS_TROUBLE = "dns_trouble";
    public static final String NO_ANSWER = "no_answer";
    public static final String CONNECTION_LOST = "connection_lost";
    public static final String STALLED = "stalled";
    public static final String TOO_SLOW = "too_slow";
    public static final String TLS_EXPIRED = "tls_expired";
    public static final String TLS_UNTRUSTED = "tls_untrusted";
    public static final String TLS_FAILED = "tls_failed";

    // the bytes
    public static final String HASH_MISMATCH = "hash_mismatch";
    public static final String CONTAINER_BROKEN = "container_broken";
    public static final String CONTENT_NOT_AS_NAMED = "content_not_as_named";
    public static final String UNVERIFIED = "unverified";
    public static final String DAMAGED = "damaged";
    public static final String MISSING = "missing";
    public static final String UNSAFE_FORMAT = "unsafe_format";
    public static final String TYPE_UNKNOWN = "type_unknown";
    public static final String REVIEW_WANTED = "review_wanted";
    public static final String REJECTED = "rejected";
    public static final String NO_RULE = "no_rule";

    // the disk
    public static final String NO_SPACE = "no_space";
    public static final String NOT_WRITABLE = "not_writable";
    public static final String DISK_ERROR = "disk_error";
    public static final String ROOT_MISSING = "root_missing";
    public static final String FILE_LIMIT = "file_limit";
    public static final String NAME_TAKEN = "name_taken";
    public static final String TARGET_EXISTS = "target_exists";
    public static final String NAME_CHANGED = "name_changed";
    public static final String PATH_ESCAPES = "path_escapes";
    public static final String ALREADY_RUNNING = "already_running";

    // the workers
    public static final String WORKER_UNREACHABLE = "worker_unreachable";
    public static final String NOT_SYNCED = "not_synced";

    // the database
    public static final String DB_BUSY = "db_busy";
    public static final String DB_DOWN = "db_down";
    public static final String DB_DAMAGED = "db_damaged";
    public static final String DB_NEWER = "db_newer";
    public static final String DB_OUTDATED = "db_outdated";
    public static final String RECORD_UNREADABLE = "record_unreadable";
    public static final String TOKEN_UNREADABLE = "token_unreadable";
    public static final String KEY_UNUSABLE = "key_unusable";

    // ourselves
    public static final String INTERNAL = "internal";
    public static final String PLUGIN_FAILED = "plugin_failed";
    public static final String CANCELLED = "cancelled";
    public static final String TIMED_OUT = "timed_out";

    private Codes() {}
}
