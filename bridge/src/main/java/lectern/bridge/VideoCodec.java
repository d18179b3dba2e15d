package lectern.bridge;

/** A codec that cameras and screens are sent in. */
public enum VideoCodec {
    /** RFC 7741; every browser has it (RFC 7742 §5), so every offer does. */
    VP8,
    /** RFC 6184, constrained baseline; Firefox has it by a plug-in that it must download first. */
    H264
}
