package lectern.bridge.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the browsers of this machine without a window, each on one page. */
final class Browsers {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    static final Path FIREFOX = Path.of("/usr/bin/firefox-esr");

    /** No dialog, no call home, and host candidates with their addresses; sound plays without a click. */
    private static final String PREFERENCES = """
            user_pref("media.navigator.permission.disabled", true);
            user_pref("media.navigator.streams.fake", true);
            user_pref("media.autoplay.default", 0);
            user_pref("media.autoplay.blocking_policy", 0);
            user_pref("media.peerconnection.ice.obfuscate_host_addresses", false);
            user_pref("media.gmp-manager.updateEnabled", false);
            user_pref("network.captive-portal-service.enabled", false);
            user_pref("network.manage-offline-status", false);
            user_pref("network.proxy.type", 0);
            user_pref("network.trr.mode", 5);
            user_pref("browser.aboutwelcome.enabled", false);
            user_pref("network.connectivity-service.enabled", false);
            user_pref("app.normandy.enabled", false);
            user_pref("app.update.enabled", false);
            user_pref("browser.shell.checkDefaultBrowser", false);
            user_pref("browser.startup.homepage_override.mstone", "ignore");
            user_pref("datareporting.policy.dataSubmissionEnabled", false);
            user_pref("toolkit.telemetry.enabled", false);
            user_pref("browser.safebrowsing.provider.google4.updateURL", "");
            user_pref("browser.safebrowsing.provider.mozilla.updateURL", "");
            """;

    private Browsers() {}

    static Process chromium(Path profile, String url) throws IOException {
        return chromium(profile, url, List.of());
    }

    static Process chromium(Path profile, String url, List<String> more) throws IOException {
        return chromium(List.of(), profile, url, more);
    }

    /**
     * Starts it by another command.
     *
     * @param by what runs the words behind it as a program
     */
    static Process chromium(List<String> by, Path profile, String url, List<String> more) throws IOException {
        assertThat(CHROMIUM).as("install Debian's chromium").isExecutable();
        List<String> command = new ArrayList<>(by);
        command.addAll(List.of(
                CHROMIUM.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--autoplay-policy=no-user-gesture-required",
                "--allow-loopback-in-peer-connection",
                "--disable-features=WebRtcHideLocalIpsWithMdns",
                "--disable-background-networking"));
        command.addAll(more);
        command.add(url);
        return start(command);
    }

    static Process firefox(Path profile, String url) throws IOException {
        assertThat(FIREFOX).as("install Debian's firefox-esr").isExecutable();
        Files.createDirectories(profile);
        Files.writeString(profile.resolve("user.js"), PREFERENCES);
        return start(List.of(FIREFOX.toString(), "--headless", "--no-remote", "--profile", profile.toString(), url));
    }

    static void end(Process browser) throws InterruptedException {
        List<ProcessHandle> helpers = browser.descendants().toList();
        browser.destroy();
        browser.waitFor(10, TimeUnit.SECONDS);
        helpers.forEach(ProcessHandle::destroyForcibly);
        browser.destroyForcibly().waitFor();
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
