package dev.stowage.tck.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.internal.memory.InMemoryStorage;
import dev.stowage.model.Download;
import dev.stowage.model.Secret;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenStore;
import dev.stowage.tck.RandomDownloads;
import dev.stowage.tck.StorageContract;
import dev.stowage.tck.fake.CrashingStorage.Accident;
import org.junit.jupiter.api.Test;

/** Without an accident it keeps the whole contract, and what it wraps outlives it. */
final class CrashingStorageTest extends StorageContract {
    private final Download first = new RandomDownloads(1).next(Status.QUEUED);
    private final Download second = first.toBuilder().version(2).build();
    private final CrashingStorage crashing = new CrashingStorage(new InMemoryStorage());
    private final Storage kept = new InMemoryStorage();

    @Override
    protected Storage create() {
        return new CrashingStorage(kept);
    }

    @Override
    protected Storage reopen() {
        return new CrashingStorage(kept);
    }

    @Test
    void failsAsToldAndGoesOn() throws Exception {
        crashing.at(1, Accident.FAILS_BEFORE).at(3, Accident.FAILS_AFTER);
        assertThrows(StowageException.class, () -> crashing.downloads().create(first));
        assertFalse(crashing.downloads().find(first.id()).isPresent());
        crashing.downloads().create(first);
        assertThrows(StowageException.class, () -> crashing.downloads().save(second, "again"));
        assertEquals(2, crashing.downloads().find(first.id()).orElseThrow().version());
    }

    @Test
    void diesBeforeOrAfterAndStaysDead() throws Exception {
        crashing.at(2, Accident.DIES_BEFORE);
        TokenStore tokens = crashing.tokens();
        crashing.downloads().create(first);
        assertThrows(SimulatedCrash.class, () -> crashing.downloads().save(second, "dies"));
        assertThrows(SimulatedCrash.class, () -> crashing.downloads().find(first.id()));
        assertThrows(SimulatedCrash.class, () -> tokens.put(UserId.LOCAL, "x", Secret.of("never")));
        assertTrue(crashing.isDead());
        assertEquals(
                1,
                crashing.survivor().downloads().find(first.id()).orElseThrow().version());
        assertFalse(crashing.survivor().tokens().find(UserId.LOCAL, "x").isPresent());
        CrashingStorage next = new CrashingStorage(crashing.survivor()).at(1, Accident.DIES_AFTER);
        assertThrows(SimulatedCrash.class, () -> next.downloads().save(second, "dies"));
        assertEquals(
                2, next.survivor().downloads().find(first.id()).orElseThrow().version());
    }
}
