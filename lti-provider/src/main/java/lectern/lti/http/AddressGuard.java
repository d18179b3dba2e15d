package lectern.lti.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import lectern.settings.Loopback;

/**
 * Where we may call. An address comes from outside (a registration, a token), so without this guard anybody could make
 * this server call its own network (server-side request forgery).
 *
 * @param loopback addresses of this machine may be called, over http too: the practice LMS, tests
 * @param privateNetworks addresses of private networks may be called: a school whose LMS is in its own network
 */
public record AddressGuard(boolean loopback, boolean privateNetworks) {
    /**
     * Lets the address pass or says why not.
     *
     * @throws PlatformException one sentence for an admin
     */
    public void check(URI uri) throws PlatformException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null) {
            throw new PlatformException("The address of the LMS is not a complete web address.");
        }
        boolean here = Loopback.is(host);
        if (!scheme.equals("https") && !(here && loopback && scheme.equals("http"))) {
            throw new PlatformException("The address on " + host + " is not https.");
        }
        for (InetAddress address : resolve(host)) {
            if (address.isLoopbackAddress() ? !loopback : inward(address) && !privateNetworks) {
                throw new PlatformException("The address on " + host + " points into this server's own network. If the "
                        + "LMS is there, set lectern.lti.private-addresses = true.");
            }
        }
    }

    private static InetAddress[] resolve(String host) throws PlatformException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new PlatformException("There is no server called " + host + ".", e);
        }
    }

    private static boolean inward(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            return (bytes[0] & 0xFE) == 0xFC; // unique local, RFC 4193
        }
        // Shared address space, RFC 6598, and "this network", RFC 1122 §3.2.1.3.
        return address instanceof Inet4Address
                && (bytes[0] == 0 || ((bytes[0] & 0xFF) == 100 && (bytes[1] & 0xC0) == 64));
    }
}
