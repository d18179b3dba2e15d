package lectern.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import lectern.store.DataFolder;
import lectern.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTicketsTest {
    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private Database database;
    private AdminTickets tickets;

    @BeforeEach
    void open() {
        database = Database.open(DataFolder.open(folder));
        database.change(handle -> {
            handle.execute("insert into registration (id, iss, client_id, auth_url, jwks_url, created_at) "
                    + "values (1, 'i', 'c', 'a', 'j', 0)");
            handle.execute(
                    "insert into deployment (id, registration_id, deployment_id, created_at) values (4, 1, 'd', 0)");
            handle.execute("insert into person (id, public_id, deployment_id, sub, name) "
                    + "values (7, 'x', 4, 's', 'Root')");
        });
        tickets = new AdminTickets(database, clock, new Tokens());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTicketStandsForItsAdministratorOnce() {
        String ticket = tickets.issue(4, 7);
        assertThat(tickets.redeem(ticket)).contains(new AdminTickets.Admin(4, 7, "Root"));
        assertThat(tickets.redeem(ticket)).isEmpty();
    }

    @Test
    void anOldOrMadeUpTicketIsWorthNothing() {
        String ticket = tickets.issue(4, 7);
        clock.advance(AdminTickets.LIFE);
        assertThat(tickets.redeem(ticket)).isEmpty();
        assertThat(tickets.redeem("made-up")).isEmpty();
        assertThat(tickets.redeem("x".repeat(500))).isEmpty();
    }
}
