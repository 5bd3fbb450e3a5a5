package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReservationsTest {
    private final Reservations reservations = new Reservations();

    @Test
    void promiseNothingTwice() {
        try (Reservations.Hold one = reservations.open("disk");
                Reservations.Hold other = reservations.open("disk");
                Reservations.Hold elsewhere = reservations.open("another disk")) {
            assertTrue(one.reserve(600, 10, 1_000));
            assertFalse(other.reserve(400, 10, 1_000));
            assertTrue(elsewhere.reserve(400, 10, 1_000));
            assertTrue(other.reserve(390, 10, 1_000));
            assertFalse(one.reserve(650, 10, 1_000), "more than is left for it");
            assertTrue(one.reserve(600, 10, 1_000), "its own is no obstacle");
        }
    }

    @Test
    void shrinkWithWhatIsWritten() {
        try (Reservations.Hold one = reservations.open("disk");
                Reservations.Hold other = reservations.open("disk")) {
            assertTrue(one.reserve(600, 0, 1_000));
            one.shrink(100);
            assertTrue(other.reserve(400, 0, 500), "500 of it are on the disk");
            one.shrink(900);
            assertFalse(other.reserve(401, 0, 500), "they never grow");
        }
    }

    @Test
    void endWithTheTransfer() {
        try (Reservations.Hold other = reservations.open("disk")) {
            Reservations.Hold one = reservations.open("disk");
            assertTrue(one.reserve(900, 0, 1_000));
            assertFalse(other.reserve(200, 0, 1_000));
            one.close();
            assertTrue(other.reserve(200, 0, 1_000));
        }
    }
}
