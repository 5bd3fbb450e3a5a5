package dev.stowage.app.text;

/** Sizes and speeds as people read them, in powers of 1024. */
public final class Bytes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final int STEP = 1024;

    private Bytes() {}

    /** A size with one decimal, such as {@code 2.6 GiB}; whole below one KiB. */
    public static String text(long bytes) {
        int unit = unit(bytes);
        return number(bytes, unit) + " " + UNITS[unit];
    }

    /** How much of a size is there, in the unit of the whole: {@code 1.2/2.6 GiB}. */
    public static String of(long part, long whole) {
        int unit = unit(whole);
        return number(part, unit) + "/" + number(whole, unit) + " " + UNITS[unit];
    }

    /** A speed, such as {@code 35.1 MiB/s}. */
    public static String perSecond(long bytes) {
        return text(bytes) + "/s";
    }

    /** The largest unit of which there is at least one, as shown: 1023.95 KiB would be shown as 1024.0, so it is 1.0 MiB. */
    private static int unit(long bytes) {
        int unit = 0;
        double value = bytes;
        while (unit < UNITS.length - 1 && value >= (unit == 0 ? STEP : STEP - 0.05)) {
            value /= STEP;
            unit++;
        }
        return unit;
    }

    private static String number(long bytes, int unit) {
        if (unit == 0) {
            return Long.toString(bytes);
        }
        long tenths = Math.round(bytes * 10.0 / Math.pow(STEP, unit));
        return tenths / 10 + "." + tenths % 10;
    }
}
