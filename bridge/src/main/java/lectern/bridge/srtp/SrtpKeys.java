package lectern.bridge.srtp;

import java.util.Arrays;

/** Master keys and salts of both directions; the arrays are the record's own. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SrtpKeys(byte[] localKey, byte[] localSalt, byte[] remoteKey, byte[] remoteSalt) {
    /** Bytes to export from DTLS (RFC 5764 §4.2). */
    public static int exportLength(SrtpProfile profile) {
        return 2 * (SrtpProfile.KEY_LENGTH + profile.saltLength());
    }

    /** Splits exported material: client key, server key, client salt, server salt. */
    public static SrtpKeys split(SrtpProfile profile, byte[] material, boolean client) {
        int key = SrtpProfile.KEY_LENGTH;
        int salt = profile.saltLength();
        byte[] clientKey = Arrays.copyOfRange(material, 0, key);
        byte[] serverKey = Arrays.copyOfRange(material, key, 2 * key);
        byte[] clientSalt = Arrays.copyOfRange(material, 2 * key, 2 * key + salt);
        byte[] serverSalt = Arrays.copyOfRange(material, 2 * key + salt, 2 * key + 2 * salt);
        return client
                ? new SrtpKeys(clientKey, clientSalt, serverKey, serverSalt)
                : new SrtpKeys(serverKey, serverSalt, clientKey, clientSalt);
    }

    @Override
    public String toString() {
        return "SrtpKeys[]";
    }
}
