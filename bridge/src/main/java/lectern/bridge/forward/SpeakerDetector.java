package lectern.bridge.forward;

/**
 * Voice activity of one microphone from the levels its sender states (RFC 6464): louder than the room for a few packets
 * begins it, a hang-over of silence ends it.
 */
public final class SpeakerDetector {
    /** Levels are -dBov: 0 is the loudest, 127 digital silence. */
    public static final int SILENCE = 127;

    private static final long HANG_OVER_NANOS = 700_000_000L;
    /** Two changes a second in each direction. */
    private static final long MIN_CHANGE_NANOS = 250_000_000L;
    /** Above this level it is speech whatever the room sounds like; below the other it never is. */
    private static final int SURELY = 35;

    private static final int HARDLY = 58;
    private static final int ABOVE_FLOOR = 10;
    private static final int PACKETS = 3;
    private static final long FLOOR_STEP_NANOS = 333_000_000L;
    /** A microphone that sends digital silence says nothing of the room. */
    private static final int QUIETEST_ROOM = 75;

    private int smoothedTimes8 = SILENCE * 8;
    private int floor;
    private long floorAt;
    private int loudPackets;
    private long loudAt;
    private long changedAt = Long.MIN_VALUE / 2;
    private boolean speaking;

    /**
     * Takes one packet's level.
     *
     * @return whether {@link #speaking()} changed
     */
    public boolean level(int level, long now) {
        smoothedTimes8 += level - (smoothedTimes8 >> 3);
        followFloor(level, now);
        boolean loud = level <= SURELY || (level <= HARDLY && level <= floor - ABOVE_FLOOR);
        loudPackets = loud ? Math.min(PACKETS, loudPackets + 1) : Math.max(0, loudPackets - 1);
        if (loudPackets == PACKETS) {
            loudAt = now;
            return !speaking && change(true, now);
        }
        return tick(now);
    }

    /** The quietest the room gets: falls at once, rises by three dB a second. */
    private void followFloor(int level, long now) {
        if (level >= floor) {
            floor = Math.min(level, QUIETEST_ROOM);
            floorAt = now;
        } else if (now - floorAt >= FLOOR_STEP_NANOS) {
            floor--;
            floorAt = now;
        }
    }

    /**
     * Lets time pass: a microphone that stopped sending stops speaking.
     *
     * @return whether {@link #speaking()} changed
     */
    public boolean tick(long now) {
        return speaking && now - loudAt >= HANG_OVER_NANOS && change(false, now);
    }

    private boolean change(boolean to, long now) {
        if (now - changedAt < MIN_CHANGE_NANOS) {
            return false;
        }
        changedAt = now;
        speaking = to;
        return true;
    }

    public boolean speaking() {
        return speaking;
    }

    /** Smoothed over about eight packets, in -dBov. */
    public int level() {
        return smoothedTimes8 >> 3;
    }

    /** When it was last loud. */
    public long spokeAt() {
        return loudAt;
    }
}
