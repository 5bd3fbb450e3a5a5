package dev.stowage.civitai;

import dev.stowage.model.Origin;
import dev.stowage.model.Reference;
import dev.stowage.model.Sha256;
import dev.stowage.spi.SourceResolver.Match;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A pasted text that is ours: an address, an AIR, a digest, a number. Pure.
 *
 * @param meaning what it names
 * @param match how surely it is ours
 * @param front which of the site's origins it points to
 */
record CivitaiReference(Meaning meaning, Match match, Optional<Origin> front) {
    /** What a sentence leaves behind an address. */
    private static final String TRAIL = ".,;:!?)]}>'\"*…";

    private static final int LONGEST_BARE = 4096;
    private static final Pattern BARE_HOST = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?/.*");
    /** CRC32 and AutoV1, AutoV2, AutoV3 and the first twelve digits of a SHA-256. */
    private static final Pattern SHORT_DIGEST = Pattern.compile("[0-9A-Fa-f]{8}|[0-9A-Fa-f]{10}|[0-9A-Fa-f]{12}");

    /** The version that it names, if it names one. */
    OptionalInt version() {
        if (meaning instanceof Meaning.Model model) {
            return model.version();
        }
        return meaning instanceof Meaning.Version named ? OptionalInt.of(named.id()) : OptionalInt.empty();
    }

    static Optional<CivitaiReference> parse(Reference pasted, Site site) {
        String text = withoutTrail(pasted.text().strip());
        if (text.contains("://")) {
            return ofAddress(text, site);
        }
        // An address may have been pasted without its scheme.
        boolean bareHost =
                text.length() < LONGEST_BARE && BARE_HOST.matcher(text).matches();
        return bareHost ? ofAddress(site.home().scheme() + "://" + text, site).or(() -> ofWord(text)) : ofWord(text);
    }

    private static Optional<CivitaiReference> ofAddress(String text, Site site) {
        return new Reference(text)
                .uri()
                .filter(uri -> site.front(uri).isPresent())
                .map(uri -> ofAddress(uri, site));
    }

    private static Optional<CivitaiReference> ofWord(String text) {
        Optional<Meaning> air = Air.read(text);
        return air.isPresent()
                ? air.map(meaning -> new CivitaiReference(meaning, Match.CERTAIN, Optional.empty()))
                : ofBareWord(text);
    }

    private static CivitaiReference ofAddress(URI address, Site site) {
        Meaning meaning = LinkPath.of(address).meaning();
        boolean doubtful = meaning instanceof Meaning.NoModel && site.maybeShared();
        return new CivitaiReference(meaning, doubtful ? Match.FALLBACK : Match.CERTAIN, site.front(address));
    }

    /** Models and versions are numbered alike; people mean the model. */
    private static Optional<CivitaiReference> ofBareWord(String text) {
        OptionalInt number = Numbers.id(text);
        if (number.isPresent()) {
            Meaning model = new Meaning.Model(number.getAsInt(), OptionalInt.empty(), Selection.RECOMMENDED);
            return Optional.of(new CivitaiReference(model, Match.LIKELY, Optional.empty()));
        }
        Optional<Sha256> sha256 = Sha256.parse(text);
        if (sha256.isPresent()) {
            return Optional.of(digest(sha256.get().hex(), Match.LIKELY));
        }
        return SHORT_DIGEST.matcher(text).matches() ? Optional.of(digest(text, Match.FALLBACK)) : Optional.empty();
    }

    private static String withoutTrail(String text) {
        int end = text.length();
        while (end > 0 && TRAIL.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end).strip();
    }

    private static CivitaiReference digest(String hex, Match match) {
        return new CivitaiReference(Meaning.Digest.of(hex), match, Optional.empty());
    }
}
