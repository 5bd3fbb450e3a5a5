package dev.stowage.civitai;

import dev.stowage.model.Codes;
import dev.stowage.model.FileName;
import dev.stowage.model.Problem;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Sha256;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of a version in our words, the one that is meant marked. */
final class FileMapping {
    private final Release release;
    private final Selection selection;
    private final Optional<String> host;
    private final List<FileEntry> files;
    private final FilePicker picker;
    private final List<String> warnings = new ArrayList<>();

    /** @param host the front that shows the version, when it is not the usual one */
    FileMapping(Release release, Selection selection, Optional<String> host) {
        this.release = release;
        this.selection = selection;
        this.host = host;
        this.files = release.files().stream().filter(this::offered).toList();
        this.picker = new FilePicker(files);
    }

    /** At least one. @throws StowageException when the one that is meant does not exist, or none may be offered */
    List<RemoteFile> files() throws StowageException {
        if (files.isEmpty()) {
            throw flagged();
        }
        Optional<FileEntry> meant = picker.meant(selection);
        if (meant.isEmpty() && selection.file().isPresent()) {
            throw new StowageException(CivitaiErrors.notFound(
                    release.what(), "it has no file " + selection.file().getAsInt()));
        }
        if (meant.isEmpty()) {
            warnings.add("No file of this version is what the link asks for.");
        }
        Set<String> taken = new HashSet<>();
        picker.recommended().ifPresent(file -> taken.add(name(file)));
        return files.stream()
                .map(file -> mapped(
                        file, distinct(file, taken), meant.filter(file::equals).isPresent()))
                .toList();
    }

    /** Sentences for the person; complete after {@link #files}. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private RemoteFile mapped(FileEntry file, String name, boolean meant) {
        FileRef ref = new FileRef(release.id(), file.id(), file.detour(), host);
        RemoteFile.Builder mapped = RemoteFile.builder(ref.key(), name).recommended(meant);
        file.bytes().ifPresent(mapped::sizeBytes);
        file.digest("SHA256").flatMap(Sha256::parse).ifPresent(mapped::sha256);
        file.format().ifPresent(mapped::format);
        file.precision().ifPresent(mapped::precision);
        FileTypes.of(file).ifPresent(mapped::type);
        return mapped.build();
    }

    /** What the site's scan has flagged is offered to nobody who does not name it. */
    private boolean offered(FileEntry file) {
        boolean named = selection.file().isPresent() && selection.file().equals(file.id());
        if (file.flagged()) {
            warnings.add("CivitAI's scan has flagged " + shown(file)
                    + (named ? "." : "; it is left out unless a download link names it by its fileId."));
        }
        return named || !file.flagged();
    }

    /** Files of one version may share a name; all but the recommended one then get their number, as the site does it since. */
    private String distinct(FileEntry file, Set<String> taken) {
        String name = name(file);
        boolean recommended = picker.recommended().filter(file::equals).isPresent();
        if (name.isEmpty() || recommended || taken.add(name)) {
            return name;
        }
        int number = file.id().orElse(taken.size() + 1);
        int dot = name.lastIndexOf('.');
        return dot < 1 ? name + "_" + number : name.substring(0, dot) + "_" + number + name.substring(dot);
    }

    /** A name without an extension gets the one of its format, where that is certain. */
    private static String name(FileEntry file) {
        String name = file.name();
        boolean bare = FileName.fromUntrusted(name)
                .filter(safe -> safe.extension().isEmpty())
                .isPresent();
        return file.format()
                .filter(format -> bare && !format.equals("pickle"))
                .map(format -> name + "." + format)
                .orElse(name);
    }

    private static String shown(FileEntry file) {
        return FileName.fromUntrusted(file.name()).map(FileName::toString).orElse("one file");
    }

    private StowageException flagged() {
        return new StowageException(
                Problem.of(
                        Problem.Kind.VERIFICATION,
                        Codes.UNSAFE_FORMAT,
                        release.what(),
                        "CivitAI's own scan has flagged its files as dangerous or could not read them",
                        "Choose another version. To have a file all the same, give its download link with fileId and its number."));
    }
}
