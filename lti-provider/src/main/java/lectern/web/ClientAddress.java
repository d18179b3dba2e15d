package lectern.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.List;
import lectern.settings.AddressRange;

/**
 * Whose request it is. Only what a trusted proxy added to {@code X-Forwarded-For} counts: the header is read from its
 * end, because everything before the first address that is no proxy of ours was written by whoever asks. Any thread.
 */
public final class ClientAddress {
    private static final int MAX_HOPS = 20;

    private final List<AddressRange> proxies;

    public ClientAddress(List<AddressRange> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    /** The address in figures. */
    public String of(Context ctx) {
        return of(
                ctx.req().getRemoteAddr(),
                String.join(",", java.util.Collections.list(ctx.req().getHeaders("X-Forwarded-For"))));
    }

    String of(String peer, String forwarded) {
        String client = peer;
        String[] hops = forwarded.split(",", -1);
        for (int i = hops.length - 1; i >= Math.max(0, hops.length - MAX_HOPS); i--) {
            if (!trusted(client)) {
                return client;
            }
            String hop = bare(hops[i].strip());
            try {
                client = AddressRange.literal(hop).getHostAddress();
            } catch (IllegalArgumentException e) {
                return client; // the proxy did not know, or there is no header
            }
        }
        return client;
    }

    private boolean trusted(String address) {
        InetAddress parsed;
        try {
            parsed = AddressRange.literal(bare(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
        return proxies.stream().anyMatch(range -> range.contains(parsed));
    }

    /** Without a port and brackets: {@code 192.0.2.1:443}, {@code [2001:db8::1]:443}. */
    private static String bare(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        return hop.matches("[0-9.]+:[0-9]+") ? hop.substring(0, hop.indexOf(':')) : hop;
    }
}
