package dev.stowage.tck.hub;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A version of a {@link CivitaiModel}. Methods return this version, for chaining. Thread-safe; may be changed while the hub runs.
 *
 * @since 0.1
 */
public final class CivitaiVersion {
    /** How the creator lets it be used. */
    private enum Use {
        DOWNLOAD,
        GENERATION
    }

    /** @param endsAt empty for good */
    record Paid(Optional<Instant> endsAt) {}

    /** @param level how explicit it is: 1, 2, 4, 8 or 16 */
    record Picture(int width, int height, int level) {}

    private final int id;
    private final String name;
    private final String baseModel;
    private final List<CivitaiFile> files = new CopyOnWriteArrayList<>();
    private final List<String> words = new CopyOnWriteArrayList<>();
    private final List<Picture> pictures = new CopyOnWriteArrayList<>();
    private final Set<String> buyers = ConcurrentHashMap.newKeySet();
    private final Set<String> guests = ConcurrentHashMap.newKeySet();
    private volatile String description = "";
    private volatile boolean login;
    private volatile boolean published = true;
    private volatile boolean secret;
    private volatile Use use = Use.DOWNLOAD;
    private volatile Optional<Paid> paid = Optional.empty();

    private CivitaiVersion(int id, String name, String baseModel) {
        this.id = id;
        this.name = requireNonNull(name, "name");
        this.baseModel = requireNonNull(baseModel, "baseModel");
    }

    /**
     * Creates a version that everybody may download.
     *
     * @param id its number, 1 or more, different from that of every other version
     * @param name what it is called, such as {@code v1.0}
     * @param baseModel CivitAI's word for what it builds on, such as {@code SDXL 1.0}
     * @return the version, without files
     */
    public static CivitaiVersion of(int id, String name, String baseModel) {
        return new CivitaiVersion(id, name, baseModel);
    }

    /**
     * Adds files.
     *
     * @param more the files, after those added already
     * @return this version
     */
    public CivitaiVersion files(CivitaiFile... more) {
        files.addAll(List.of(more));
        return this;
    }

    /**
     * Adds trigger words.
     *
     * @param more the words
     * @return this version
     */
    public CivitaiVersion trainedWords(String... more) {
        words.addAll(List.of(more));
        return this;
    }

    /**
     * Adds a preview, a picture made up for the purpose.
     *
     * @param width in pixels
     * @param height in pixels
     * @param nsfwLevel 1 for everybody, then 2, 4, 8 and 16
     * @return this version
     */
    public CivitaiVersion picture(int width, int height, int nsfwLevel) {
        pictures.add(new Picture(width, height, nsfwLevel));
        return this;
    }

    /**
     * Sets what the creator says about it.
     *
     * @param html a piece of HTML
     * @return this version
     */
    public CivitaiVersion description(String html) {
        description = requireNonNull(html, "html");
        return this;
    }

    /**
     * Lets only callers with a token download it.
     *
     * @return this version
     */
    public CivitaiVersion requiringLogin() {
        login = true;
        return this;
    }

    /**
     * Lets only those download it who have bought it, until a time.
     *
     * @param end when everybody may; a time of the hub's clock
     * @return this version
     */
    public CivitaiVersion earlyAccess(Instant end) {
        paid = Optional.of(new Paid(Optional.of(end)));
        return this;
    }

    /**
     * Lets only those download it who have bought it, for good.
     *
     * @return this version
     */
    public CivitaiVersion forSale() {
        paid = Optional.of(new Paid(Optional.empty()));
        return this;
    }

    /**
     * Notes that somebody has bought it.
     *
     * @param token the token of the buyer's account
     * @return this version
     */
    public CivitaiVersion boughtBy(String token) {
        buyers.add(token);
        return this;
    }

    /**
     * Lets only chosen accounts download it; without any, nobody.
     *
     * @param tokens the tokens of these accounts
     * @return this version
     */
    public CivitaiVersion sharedWith(String... tokens) {
        secret = true;
        guests.addAll(List.of(tokens));
        return this;
    }

    /**
     * Lets nobody download it, as creators do who want it to be used at the site only.
     *
     * @return this version
     */
    public CivitaiVersion notForDownload() {
        use = Use.GENERATION;
        return this;
    }

    /**
     * Takes it from the site.
     *
     * @return this version
     */
    public CivitaiVersion unpublished() {
        published = false;
        return this;
    }

    int id() {
        return id;
    }

    String name() {
        return name;
    }

    String baseModel() {
        return baseModel;
    }

    List<CivitaiFile> files() {
        return List.copyOf(files);
    }

    List<String> words() {
        return List.copyOf(words);
    }

    List<Picture> pictures() {
        return List.copyOf(pictures);
    }

    String description() {
        return description;
    }

    boolean isPublished() {
        return published;
    }

    boolean isDownloadable() {
        return use == Use.DOWNLOAD;
    }

    boolean requiresLogin() {
        return login;
    }

    boolean isSecret() {
        return secret;
    }

    /** What it costs now. */
    Optional<Paid> paid(Instant now) {
        return paid.filter(
                price -> price.endsAt().filter(end -> !end.isAfter(now)).isEmpty());
    }

    boolean isBoughtBy(Optional<String> token) {
        return token.filter(buyers::contains).isPresent();
    }

    boolean isSharedWith(Optional<String> token) {
        return !secret || token.filter(guests::contains).isPresent();
    }
}
