package lectern.bench.peer;

/**
 * What a peer sends.
 *
 * @param microphone 50 packets a second
 * @param audioLevel in -dBov (RFC 6464), 0 loud to 127 silent
 * @param lowKbps of the camera's layer {@code l}, 0 for none
 * @param highKbps of layer {@code h}, 0 for none
 * @param fps frames a second of camera and screen
 * @param screenKbps of the screen, 0 for none
 */
public record Publishing(boolean microphone, int audioLevel, int lowKbps, int highKbps, int fps, int screenKbps) {
    /** Only receives. */
    public static final Publishing NOTHING = new Publishing(false, 127, 0, 0, 25, 0);

    /** A class's camera in both layers and a speaking microphone. */
    public static final Publishing CAMERA_AND_MICROPHONE = new Publishing(true, 30, 90, 210, 25, 0);

    public Publishing {
        if (fps < 1 || fps > 60 || audioLevel < 0 || audioLevel > 127) {
            throw new IllegalArgumentException("1 to 60 frames a second and a level of 0 to 127");
        }
    }
}
