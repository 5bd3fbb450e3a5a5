package dev.stowage.modelfiles;

import dev.stowage.model.Finding;
import dev.stowage.model.ModelType;
import dev.stowage.spi.FileInspector;
import dev.stowage.spi.Inspection;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the first bytes, then at the header they announce; content decides, the name only raises doubts. */
final class ModelFileInspector implements FileInspector {
    @Override
    public Inspection inspect(String fileName, ByteSource bytes) throws StowageException {
        try {
            return inspect(NameClaim.of(fileName), new Cursor(bytes));
        } catch (SourceFailedException e) {
            throw e.failure();
        } catch (IOException e) {
            // Broken files and files out of reach are answers; nothing else here does I/O.
            throw new UncheckedIOException(e);
        }
    }

    private static Inspection inspect(NameClaim name, Cursor cursor) throws IOException {
        Container found = Sniff.sniff(cursor.head(Sniff.LENGTH));
        List<Finding> doubts = new ArrayList<>(Doubts.of(name, found));
        boolean known = found != Container.UNRECOGNISED && found != Container.EMPTY;
        // What is not recognised is read as what it claims to be: that tells what is wrong with it.
        Container container = known ? found : name.promise().orElse(found);
        Reading reading;
        try {
            reading = read(container, cursor);
        } catch (BrokenException e) {
            doubts.add(Doubts.broken(name, container, e));
            reading = Reading.NOTHING;
        } catch (OutOfReachException e) {
            reading = Reading.NOTHING;
        }
        if (reading.pickles() && !name.isPickles()) {
            doubts.add(Doubts.pickle(name, "holds"));
        }
        return inspection(known ? found : Container.UNRECOGNISED, reading, doubts);
    }

    private static Reading read(Container container, Cursor cursor) throws IOException {
        return switch (container) {
            case SAFETENSORS -> Reading.of(SafetensorsHeader.read(cursor));
            case GGUF -> Reading.of(GgufHeader.read(cursor));
            case ZIP -> Reading.of(ZipDirectory.read(cursor));
            case ARCHIVE -> new Reading(Classification.of(ModelType.ARCHIVE), false, false);
            default -> Reading.NOTHING;
        };
    }

    private static Inspection inspection(Container found, Reading reading, List<Finding> doubts) {
        String format = reading.pickles() ? Container.PICKLE.format() : found.format();
        return new Inspection(
                Optional.of(format).filter(text -> !text.isEmpty()),
                reading.classification().type(),
                reading.classification().family(),
                reading.provesLength(),
                doubts);
    }

    /**
     * What a header has told.
     *
     * @param pickles whether the container holds a pickle
     */
    private record Reading(Classification classification, boolean provesLength, boolean pickles) {
        static final Reading NOTHING = new Reading(Classification.UNKNOWN, false, false);

        static Reading of(SafetensorsHeader header) {
            return new Reading(Classifier.classify(header.layers(), header.declared()), header.provesLength(), false);
        }

        static Reading of(GgufHeader header) {
            return new Reading(Classifier.classify(header.layers(), Declared.NOTHING), header.provesLength(), false);
        }

        static Reading of(ZipDirectory directory) {
            return directory.holdsPickle()
                    ? new Reading(Classification.UNKNOWN, false, true)
                    : new Reading(Classification.of(ModelType.ARCHIVE), false, false);
        }
    }
}
