package dev.stowage.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Hub's own URIs: {@code hf://[models/|datasets/|…]owner/name[@revision][/path]}. */
final class HubUri {
    private static final String SCHEME = "hf://";

    private HubUri() {}

    static boolean isOne(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    static HuggingFaceReference read(String text) throws NoLocationException {
        List<String> segments = Segments.of(text.substring(SCHEME.length()));
        RepoType type = Segments.first(segments).flatMap(RepoType::ofPlural).orElse(RepoType.MODEL);
        boolean typed = Segments.first(segments).flatMap(RepoType::ofPlural).isPresent();
        if (!typed && Segments.first(segments).filter(RepoType::isSingular).isPresent()) {
            throw new NoLocationException("the kind of repository is written in the plural there, such as models/");
        }
        List<String> named = typed ? segments.subList(1, segments.size()) : segments;
        if (named.size() < 2) {
            throw Segments.noId();
        }
        return repository(type, named);
    }

    /** An {@code @} parts name and revision only where it directly follows the name; elsewhere it belongs to a file's name. */
    private static HuggingFaceReference repository(RepoType type, List<String> segments) throws NoLocationException {
        String name = segments.get(1);
        int at = name.indexOf('@');
        Repo repo = Repo.of(type, segments.get(0), at < 0 ? name : name.substring(0, at))
                .orElseThrow(Segments::noId);
        List<String> rest = segments.subList(2, segments.size());
        if (at < 0) {
            return HuggingFaceReference.of(repo).in(rest);
        }
        if (type == RepoType.BUCKET) {
            throw new NoLocationException("buckets have no revisions");
        }
        List<String> revised = new ArrayList<>(List.of(name.substring(at + 1)));
        revised.addAll(rest);
        Optional<Revision> revision = Revision.first(revised);
        if (revision.isEmpty()) {
            throw new NoLocationException("the revision after the @ is missing or malformed");
        }
        return HuggingFaceReference.of(repo)
                .at(revision.get().name())
                .in(revision.get().rest());
    }
}
