package lectern.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import lectern.store.DataFolder;
import lectern.store.Database;
import lectern.web.ApiError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminAccessTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private Database database;
    private AdminAccess access;

    @BeforeEach
    void open() {
        database = Database.open(DataFolder.open(folder));
        access = new AdminAccess(database, clock, new Tokens());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aLinkLetsWhoeverRunsTheServerInOnce() {
        assertThat(access.first()).isTrue();
        String link = access.link(HOUR);
        assertThat(access.first()).isFalse();
        AdminAccess.Entered entered = access.enter(link);
        assertThat(entered.identity().server()).isTrue();
        assertThat(entered.identity().expiresAt()).isEqualTo(clock.instant().plus(AdminAccess.LIFE));
        assertThat(entered.toString()).doesNotContain(entered.token());
        assertThatThrownBy(() -> access.enter(link))
                .isInstanceOfSatisfying(
                        ApiError.class, refused -> assertThat(refused.code()).isEqualTo("link_unknown"));
    }

    @Test
    void anOldOrMadeUpLinkIsWorthNothing() {
        String link = access.link(HOUR);
        clock.advance(HOUR);
        assertThatThrownBy(() -> access.enter(link)).isInstanceOf(ApiError.class);
        assertThatThrownBy(() -> access.enter("made-up")).isInstanceOf(ApiError.class);
        assertThatThrownBy(() -> access.enter("x".repeat(500))).isInstanceOf(ApiError.class);
    }

    @Test
    void thatThereWasALinkIsNotForgotten() {
        for (int i = 0; i < 300; i++) {
            access.link(HOUR);
        }
        clock.advance(Duration.ofDays(400));
        access.purge();
        assertThat(access.first()).isFalse();
        int kept = database.read(handle -> handle.createQuery("select count(*) from console_link")
                .mapTo(Integer.class)
                .one());
        assertThat(kept).isBetween(1, 101);
    }
}
