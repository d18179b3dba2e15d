package lectern.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses with a common beginning (RFC 4632 §3.1, RFC 4291 §2.3): {@code 10.0.0.0/8}, or one address. */
public record AddressRange(InetAddress first, int bits) {
    /**
     * Reads an address or {@code address/bits}; names are not looked up.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress first = literal(slash < 0 ? text : text.substring(0, slash));
        int most = first.getAddress().length * 8;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException(text + " has more bits than its address");
        }
        return new AddressRange(first, bits);
    }

    /**
     * An address in figures.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static InetAddress literal(String text) {
        boolean four = text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        boolean six = text.contains(":") && text.matches("[0-9a-fA-F:.]+");
        if (!four && !six) {
            throw new IllegalArgumentException(text + " is no address");
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text + " is no address", e);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((mine[bit >> 3] & mask) != (other[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}
