package dev.stowage.model;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How texts are compared in a search: literally, but for upper and lower case in any alphabet, and for the ways in which one letter can be
 * encoded. A store that lets its database search keeps folded texts.
 *
 * @since 0.1
 */
public final class SearchText {
    private SearchText() {}

    /** The form in which two texts are equal when a search takes them for equal; folding twice changes nothing. */
    public static String folded(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String folded = lower(lower(composed).toUpperCase(Locale.ROOT));
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    /** What {@link AssetQuery#text} is sought in, folded: name, file name, tags, trigger words, creators. */
    public static List<String> of(Asset asset) {
        Draft card = asset.card();
        Stream<String> names = Stream.concat(Stream.of(card.name()), fileName(asset.path()).stream());
        Stream<String> words = Stream.concat(card.tags().stream(), card.triggerWords().stream());
        Stream<String> creators = asset.origins().stream()
                .flatMap(origin -> origin.model().stream())
                .flatMap(model -> model.creator().stream());
        return Stream.of(names, words, creators)
                .flatMap(Function.identity())
                .map(SearchText::folded)
                .distinct()
                .toList();
    }

    /** Letter by letter, so that none depends on its neighbours as the Greek sigma would. */
    private static String lower(String text) {
        int[] letters = text.codePoints().map(Character::toLowerCase).toArray();
        return new String(letters, 0, letters.length);
    }

    private static Optional<String> fileName(Path path) {
        return Optional.ofNullable(path.getFileName()).map(Path::toString);
    }
}
